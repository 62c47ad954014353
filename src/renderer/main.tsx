import '../contract/no-eval.js';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.js';
import { connect } from './connection/connection.js';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element "root".');
createRoot(root).render(<App connection={connect()} />);
