/** A service of which a test uses only the methods given; another one is missing when it is called. */
export const only = <Service extends object>(methods: Partial<Service>): Service => methods as Service;
