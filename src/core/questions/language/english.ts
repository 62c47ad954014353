import directions from '../../../../assets/language/en/directions.json' with { type: 'json' };
import placement from '../../../../assets/language/en/placement.json' with { type: 'json' };
import languageFile from '../../../../assets/language/en/language.json' with { type: 'json' };
import { readLanguage } from './language.js';

/** The language that ships. Read once, when first imported. */
export const ENGLISH = readLanguage(languageFile, {
  'directions.json': directions,
  'placement.json': placement,
});
