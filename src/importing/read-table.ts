import { UserError } from '../core/result.js';

/**
 * Rows of a table in CSV (RFC 4180: quotes double inside quotes; comma, semicolon or tab between cells) by the names in
 * its first line, which are matched without case.
 *
 * @param name how messages call the file
 */
export function readTable(text: string, name: string): Record<string, string>[] {
  const [first = ''] = text.split(/\r?\n/, 1);
  const separator = [',', ';', '\t'].reduce((a, b) => (first.split(b).length > first.split(a).length ? b : a));
  const rows = cellsOf(text.replace(/^\uFEFF/, ''), separator, name).filter((row) => row.some((cell) => cell !== ''));
  const [header, ...body] = rows;
  if (!header)
    throw new UserError(`"${name}" is empty: its first line names the columns, e.g. file,name,front,licence.`);
  const names = header.map((cell) =>
    cell
      .trim()
      .toLowerCase()
      .replaceAll(/[\s_]+/g, '-'),
  );
  return body.map((row) => Object.fromEntries(names.map((column, i) => [column, (row[i] ?? '').trim()])));
}

function cellsOf(text: string, separator: string, name: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') {
        cell += '"';
        i++;
      } else quoted = false;
    } else if (c === '"' && cell === '') quoted = true;
    else if (c === separator) {
      row.push(cell);
      cell = '';
    } else if (c === '\n') {
      row.push(cell.replace(/\r$/, ''));
      rows.push(row);
      row = [];
      cell = '';
    } else cell += c;
  }
  if (quoted) throw new UserError(`"${name}" has a quote that is never closed: close it.`);
  row.push(cell.replace(/\r$/, ''));
  rows.push(row);
  return rows;
}
