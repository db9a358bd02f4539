// The shapes of the groups, drawn around (0, 0). Each has about the same area,
// and none is another turned, so that they are told apart without colour.

const SHAPES = {
  triangle: 'M0 -7.2L6.8 5.2H-6.8Z',
  circle: 'M-5.8 0A5.8 5.8 0 1 1 5.8 0A5.8 5.8 0 1 1 -5.8 0Z',
  diamond: 'M0 -7.2L7.2 0L0 7.2L-7.2 0Z',
  square: 'M-5.2 -5.2H5.2V5.2H-5.2Z',
  cross: 'M-2.2 -6.2H2.2V-2.2H6.2V2.2H2.2V6.2H-2.2V2.2H-6.2V-2.2H-2.2Z',
  bar: 'M-7 -3.4H7V3.4H-7Z',
  ring: 'M-4.6 0A4.6 4.6 0 1 1 4.6 0A4.6 4.6 0 1 1 -4.6 0Z',
};

/** The path of a shape; an unknown one is a ring. */
export const mark = (shape) => SHAPES[shape] || SHAPES.ring;
