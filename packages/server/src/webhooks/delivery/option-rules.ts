import { Errors } from 'typebox/value';
import type { Complaint } from '../../platform/fault.js';
import { type DeliveryWishes, DeliveryWishes as Schema } from './options.js';
import { headerNameProblem } from './static-header.js';

/** What is wrong with delivery options, each under the name of its option. */
export const checkDelivery = (wishes: DeliveryWishes): Complaint[] => {
  const wrong = new Map<string, string>();
  for (const { instancePath, message } of Errors(Schema, wishes)) {
    const option = instancePath.split('/')[1];
    const field = option ? `delivery.${option}` : 'delivery';
    if (!wrong.has(field)) wrong.set(field, message);
  }
  const problem = wishes.staticHeader && headerNameProblem(wishes.staticHeader.name);
  if (problem) wrong.set('delivery.staticHeader', `name ${problem}`);
  return [...wrong].map(([field, message]) => ({ field, message }));
};
