/** What our typings take from Vue 3.5, which is not installed here. */
export type EmitFn<Events> = <Name extends keyof Events & string>(
  name: Name,
  ...args: Events[Name] extends (...given: infer Given) => unknown ? Given : never
) => void;
export type HTMLAttributes = { id?: string | undefined; class?: unknown };
export type PublicProps = { key?: PropertyKey | undefined };
// oxlint-disable-next-line typescript/no-empty-object-type -- an interface, because others add to it
export interface GlobalComponents {}
