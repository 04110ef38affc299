import { bookOf } from "../../reports/cost/price-book";

/** Types of machines to begin with, the wanted one first, and how the price book names each. */
const CHOICES = {
  small: {
    price: (type: string) => `ec2:${type}`,
    types: ["t3.medium", "t3a.medium", "m5.large", "m6i.large", "m7i.large"],
  },
  large: {
    price: (type: string) => `ec2:${type}`,
    types: ["t3.large", "t3a.large", "m5.large", "m6i.large", "m7i.large"],
  },
  database: {
    price: (type: string) => `rds:postgres-multi-az:${type}`,
    types: ["db.t3.medium", "db.t4g.medium", "db.m5.large", "db.m6g.large", "db.m7g.large"],
  },
  cache: {
    price: (type: string) => `cache:redis:${type}`,
    types: ["cache.t3.micro", "cache.t4g.micro", "cache.m5.large", "cache.m6g.large", "cache.m7g.large"],
  },
} as const;

/**
 * A type to begin with in a region: the first that has a price there, which says that AWS offers it. In a region without
 * prices it is the wanted one, and `npm run doctor` asks AWS.
 */
export function sizeIn(region: string, choice: keyof typeof CHOICES): string {
  const { price, types } = CHOICES[choice];
  const book = bookOf(region);
  return types.find((type) => book.price(price(type)) !== undefined) ?? types[0];
}
