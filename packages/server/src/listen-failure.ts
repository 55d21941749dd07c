/** The words for an operator whose server cannot listen; any other failure as it is. */
export function listenFailure(thrown: unknown, { port, host }: { port: number; host: string }): unknown {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  if (code === 'EADDRINUSE')
    return new Error(
      `Port ${port} of ${host} is in use by another program. Stop that program, or set PORT to another port.`,
      { cause: thrown },
    );
  if (code === 'EACCES')
    return new Error(`This user may not listen on port ${port}. Set PORT to a port above 1023.`, { cause: thrown });
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new Error(`This machine has no address ${host}. Set HOST to one of its own, or to 0.0.0.0 for all.`, {
      cause: thrown,
    });
  return thrown;
}
