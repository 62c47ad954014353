import './home.css';
import { HomeScene } from './home-scene.js';
import { MachineLine } from './machine-line.js';
import { MakeCard } from './make-card.js';
import { ModelCard } from './model-card.js';
import { OpenCard } from './open-card.js';

/** The first screen: a live scene with one answered question, and the three things one comes for. */
export default function HomePage() {
  return (
    <div className="home">
      <HomeScene />
      <div className="home-cards">
        <MakeCard />
        <ModelCard />
        <OpenCard />
      </div>
      <MachineLine />
    </div>
  );
}
