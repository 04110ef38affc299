/** A right entry of the register, in which a test changes one thing. */
export const ENTRY = `  - rule: database-multi-az
    environment: shop
    stack: data
    address: aws_db_instance.main
    reason: One instance is enough for a shop.
    owner: shop@example.com
    expires: 2027-05-31
    compensatingControl: A copy of yesterday can be restored within an hour.
`;
