/** A line longer than this is no event of a chat: a server sends other things. */
const MAX_LINE = 1024 * 1024;

/**
 * Server-sent events (WHATWG HTML §9.2) as far as chat completions use them: yields the `data` of each event, without
 * "[DONE]".
 *
 * @returns true when "[DONE]" came: the stream is whole
 * @throws RangeError when a line outgrows all reason
 */
export async function* readEventStream(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string, boolean> {
  const decoder = new TextDecoder();
  let rest = '';
  let data: string[] = [];
  for await (const chunk of chunks) {
    rest += decoder.decode(chunk, { stream: true });
    const lines = rest.split(/\r\n|\n|\r/);
    rest = lines.pop() ?? '';
    if (rest.length > MAX_LINE) throw new RangeError('An event has no end.');
    for (const line of lines) {
      if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''));
      else if (line === '' && data.length > 0) {
        const event = data.join('\n');
        data = [];
        if (event === '[DONE]') return true;
        yield event;
      }
    }
  }
  // Some servers leave out the empty line after the last event.
  const last = [...data, ...(rest.startsWith('data:') ? [rest.slice(5).replace(/^ /, '')] : [])].join('\n');
  if (last === '[DONE]') return true;
  if (last !== '') yield last;
  return false;
}
