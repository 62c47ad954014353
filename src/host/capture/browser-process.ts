/** The browser went away: it crashed, was killed, or ran out of memory. A new one may do. */
export class BrowserLostError extends Error {
  override name = 'BrowserLostError';
}

/** A running browser, whichever it is: it opens one page and is closed. */
export interface BrowserProcess {
  /** Name and version, part of what a dataset's bytes depend on. */
  readonly name: string;
  /** Opens the capture page. @param fail called when the page complains or the browser goes away */
  open(url: string, fail: (error: Error) => void): Promise<void>;
  close(): Promise<void>;
}
