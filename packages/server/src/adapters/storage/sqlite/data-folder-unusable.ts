/** A data folder that cannot be opened. The message is one line for whoever runs the server: which folder, why, what to do. */
export class DataFolderUnusable extends Error {
  override readonly name = 'DataFolderUnusable';

  /** `why` goes on after "The data folder <folder> ". */
  constructor(folder: string, why: string, cause?: unknown) {
    super(`The data folder ${folder} ${why}`, { cause });
  }
}
