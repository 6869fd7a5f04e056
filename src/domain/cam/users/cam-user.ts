/** A CAM user (sub-account) of one account. */
export interface CamUser {
  userUin: number;
  userName: string;
  remark: string;
  consoleLogin: boolean;
  /** The space that created it by synchronization; null for one made in the account itself. */
  spaceId: string | null;
}

/** `qcs::cam::uin/<uin>:uin/<user uin>`. */
export const camUserArn = (uin: number, userUin: number): string => `qcs::cam::uin/${uin}:uin/${userUin}`;
