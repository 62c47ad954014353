import arrangement from '../../../../assets/language/en/arrangement.json' with { type: 'json' };
import compare from '../../../../assets/language/en/compare.json' with { type: 'json' };
import contact from '../../../../assets/language/en/contact.json' with { type: 'json' };
import directions from '../../../../assets/language/en/directions.json' with { type: 'json' };
import languageFile from '../../../../assets/language/en/language.json' with { type: 'json' };
import metric from '../../../../assets/language/en/metric.json' with { type: 'json' };
import multiview from '../../../../assets/language/en/multiview.json' with { type: 'json' };
import placement from '../../../../assets/language/en/placement.json' with { type: 'json' };
import plans from '../../../../assets/language/en/plans.json' with { type: 'json' };
import choice from '../../../../assets/language/en/choice.json' with { type: 'json' };
import count from '../../../../assets/language/en/count.json' with { type: 'json' };
import pointing from '../../../../assets/language/en/pointing.json' with { type: 'json' };
import tasks from '../../../../assets/language/en/tasks.json' with { type: 'json' };
import reasoning from '../../../../assets/language/en/reasoning.json' with { type: 'json' };
import steps from '../../../../assets/language/en/steps.json' with { type: 'json' };
import { readLanguage } from './language.js';

/** The language that ships. Read once, when first imported. */
export const ENGLISH = readLanguage(
  languageFile,
  {
    'arrangement.json': arrangement,
    'compare.json': compare,
    'contact.json': contact,
    'choice.json': choice,
    'count.json': count,
    'pointing.json': pointing,
    'reasoning.json': reasoning,
    'tasks.json': tasks,
    'directions.json': directions,
    'metric.json': metric,
    'multiview.json': multiview,
    'placement.json': placement,
    'plans.json': plans,
  },
  steps,
);
