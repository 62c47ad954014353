import arrangement from '../../../../assets/language/en/arrangement.json' with { type: 'json' };
import compare from '../../../../assets/language/en/compare.json' with { type: 'json' };
import contact from '../../../../assets/language/en/contact.json' with { type: 'json' };
import directions from '../../../../assets/language/en/directions.json' with { type: 'json' };
import languageFile from '../../../../assets/language/en/language.json' with { type: 'json' };
import metric from '../../../../assets/language/en/metric.json' with { type: 'json' };
import multiview from '../../../../assets/language/en/multiview.json' with { type: 'json' };
import placement from '../../../../assets/language/en/placement.json' with { type: 'json' };
import plans from '../../../../assets/language/en/plans.json' with { type: 'json' };
import { readLanguage } from './language.js';

/** The language that ships. Read once, when first imported. */
export const ENGLISH = readLanguage(languageFile, {
  'arrangement.json': arrangement,
  'compare.json': compare,
  'contact.json': contact,
  'directions.json': directions,
  'metric.json': metric,
  'multiview.json': multiview,
  'placement.json': placement,
  'plans.json': plans,
});
