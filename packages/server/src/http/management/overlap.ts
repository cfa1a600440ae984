import Type from 'typebox';

const HOURS = 3_600;

/** How a key is rotated: the one before is good beside the new one for a while. */
export const Overlap = Type.Object(
  {
    overlapSeconds: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 30 * 24 * HOURS,
        default: 24 * HOURS,
        description: 'How long the newest so far is good beside the new one.',
      }),
    ),
  },
  { additionalProperties: false },
);
