import { escapeHtml } from './markup.js';

/**
 * The start of a page that stands alone, up to its open body: no script, nothing from outside. It opens from a folder, a
 * server or a mail alike.
 *
 * @param title as text
 * @param images where its pictures may come from, as a content security policy says it
 */
export const pageStart = (title: string, style: string, images = "'self' file: data:"): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src ${images}; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
`;
