import './models.css';
import { AskPanel } from './ask-panel.js';
import { ConnectPanel } from './connect-panel.js';
import { EvaluationsPanel } from './evaluations-panel.js';
import { PastePanel } from './paste-panel.js';

/** Connect a model, find out how it writes points, ask it about the view, evaluate it. */
export default function ModelsPage() {
  return (
    <div className="models">
      <div className="models-side">
        <ConnectPanel />
        <PastePanel />
      </div>
      <div className="models-main">
        <AskPanel />
        <EvaluationsPanel />
      </div>
    </div>
  );
}
