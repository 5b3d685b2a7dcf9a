import { z } from 'zod';

/**
 * A zod object that keeps fields it does not know, while its type names only the known ones: data newer than the schema is not lost,
 * and code cannot lean on it by accident.
 */
export function openObject<Shape extends z.core.$ZodLooseShape>(shape: Shape): z.ZodObject<Shape, z.core.$strip> {
  return z.looseObject(shape) as unknown as z.ZodObject<Shape, z.core.$strip>;
}
