/** An object of an account in six segments, as policies name it: `qcs::cam::uin/<uin>:<what>`. */
export const camResource = (uin: number, what: string): string => `qcs::cam::uin/${uin}:${what}`;
