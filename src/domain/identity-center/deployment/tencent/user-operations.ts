import { type CamUserContent, type CloudAccount, cloudRefused } from '../cloud-account.ts';
import type { CamApi } from './tencent-api.ts';

type UserOperations = Pick<CloudAccount, 'getUser' | 'addUser' | 'updateUser' | 'deleteUser' | 'releaseUser'>;

const userMissing = ['ResourceNotFound.UserNotExist'];

export function userOperations(api: CamApi): UserOperations {
  const getUser = async (name: string): Promise<CamUserContent | undefined> => {
    const found = await api('GetUser', (cam) => cam.GetUser({ Name: name }), userMissing);
    return found && { userName: name, remark: found.Remark ?? '', userUin: found.Uin ?? 0 };
  };
  return {
    getUser,
    async addUser({ userName, remark }) {
      const added = await api(
        'AddUser',
        (cam) => cam.AddUser({ Name: userName, Remark: remark, ConsoleLogin: 1, UseApi: 0 }),
        ['InvalidParameter.SubUserNameInUse'],
      );
      if (added) return added.Uin ?? 0;
      // An answer that was lost has made it with this remark, which says whose it is.
      const present = await getUser(userName);
      if (present?.remark !== remark)
        throw cloudRefused('AddUser', `there is a CAM user named "${userName}" already`);
      return present.userUin;
    },
    async updateUser({ userName, remark }) {
      await api('UpdateUser', (cam) => cam.UpdateUser({ Name: userName, Remark: remark, ConsoleLogin: 1 }));
    },
    async deleteUser(name) {
      await api('DeleteUser', (cam) => cam.DeleteUser({ Name: name, Force: 1 }), userMissing);
    },
    /** Nobody but the account itself manages its users there. */
    releaseUser: async () => {},
  };
}
