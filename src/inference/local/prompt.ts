import type { PreTrainedTokenizer } from '@huggingface/transformers';
import { essence, ModelFault } from './model-fault.js';

/**
 * A request in the model's own chat template, with one placeholder for each picture. Pictures come first, as models are
 * trained; templates that know text only get the placeholders as text.
 * @param template Jinja
 * @param placeholder the token the template writes for a picture
 */
export function chatPrompt(
  tokenizer: PreTrainedTokenizer,
  template: string,
  placeholder: string,
  request: { readonly system: string | null; readonly prompt: string; readonly images: number },
): string {
  const text = (content: string) => ({ type: 'text', text: content });
  const images = Array.from({ length: request.images }, () => ({ type: 'image' }));
  const parts = [
    ...(request.system === null ? [] : [{ role: 'system', content: [text(request.system)] }]),
    { role: 'user', content: [...images, text(request.prompt)] },
  ];
  const plain = [
    ...(request.system === null ? [] : [{ role: 'system', content: request.system }]),
    { role: 'user', content: `${placeholder}\n`.repeat(request.images) + request.prompt },
  ];
  if (request.prompt.includes(placeholder) || request.system?.includes(placeholder))
    throw new ModelFault(
      'refused',
      `The question contains "${placeholder}", by which this model means a picture: word it differently.`,
    );
  const problems: string[] = [];
  for (const messages of [parts, plain]) {
    try {
      const options = { chat_template: template, tokenize: false, add_generation_prompt: true } as const;
      const rendered = tokenizer.apply_chat_template(messages as never, options) as string;
      const count = rendered.split(placeholder).length - 1;
      if (count === request.images && rendered.includes(request.prompt.trim())) return rendered;
      problems.push(
        count === request.images ? 'it leaves the question out' : `it writes ${count} of ${request.images} pictures`,
      );
    } catch (error) {
      problems.push(essence(error));
    }
  }
  throw new ModelFault(
    'unusable',
    `The model's chat template cannot be used (${problems[0]}): copy the template of the model's source again.`,
  );
}
