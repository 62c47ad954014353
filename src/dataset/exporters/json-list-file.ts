import { open, type FileHandle } from 'node:fs/promises';
import { explainFileError } from '../whole-file.js';

/** Written at a time. */
const CHUNK = 256 * 1024;

/** A JSON file around long lists that are never in memory whole: one item a line. Close it. */
export class JsonListFile {
  private pending: string[] = [];
  private pendingLength = 0;
  private items = 0;

  private constructor(
    private readonly path: string,
    private readonly handle: FileHandle,
  ) {}

  static async open(path: string): Promise<JsonListFile> {
    try {
      return new JsonListFile(path, await open(path, 'wx'));
    } catch (error) {
      throw explainFileError(error, path, 'write');
    }
  }

  /** Text as it is, outside of lists. */
  async raw(text: string): Promise<void> {
    this.items = 0;
    await this.put(text);
  }

  async item(value: unknown): Promise<void> {
    await this.put(`${this.items++ === 0 ? '' : ','}\n${JSON.stringify(value)}`);
  }

  async close(): Promise<void> {
    try {
      await this.flush();
    } finally {
      await this.handle.close();
    }
  }

  private async put(text: string): Promise<void> {
    this.pending.push(text);
    this.pendingLength += text.length;
    if (this.pendingLength >= CHUNK) await this.flush();
  }

  private async flush(): Promise<void> {
    const text = this.pending.join('');
    this.pending = [];
    this.pendingLength = 0;
    try {
      await this.handle.appendFile(text);
    } catch (error) {
      throw explainFileError(error, this.path, 'write');
    }
  }
}
