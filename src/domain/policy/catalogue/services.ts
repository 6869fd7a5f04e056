import batch from './batch.json' with { type: 'json' };
import cam from './cam.json' with { type: 'json' };
import cdb from './cdb.json' with { type: 'json' };
import clb from './clb.json' with { type: 'json' };
import cloudaudit from './cloudaudit.json' with { type: 'json' };
import cls from './cls.json' with { type: 'json' };
import cmqqueue from './cmqqueue.json' with { type: 'json' };
import cmqtopic from './cmqtopic.json' with { type: 'json' };
import cos from './cos.json' with { type: 'json' };
import cvm from './cvm.json' with { type: 'json' };
import domain from './domain.json' with { type: 'json' };
import finance from './finance.json' with { type: 'json' };
import kms from './kms.json' with { type: 'json' };
import monitor from './monitor.json' with { type: 'json' };
import organization from './organization.json' with { type: 'json' };
import sts from './sts.json' with { type: 'json' };
import tag from './tag.json' with { type: 'json' };
import tcr from './tcr.json' with { type: 'json' };
import tke from './tke.json' with { type: 'json' };
import vpc from './vpc.json' with { type: 'json' };

/** The operations of one service, as its documents list them. */
export interface ServiceCatalogue {
  service: string;
  words: { en: string; 'zh-CN': string };
  /** The first five segments of the service's resources. */
  prefix?: string;
  /** Operations that are not listed know no resources. */
  isOperationLevelOtherwise?: boolean;
  /** The only ones of this service that "all but CAM and finance" means; left out where it means all. */
  exceptCamFinance?: readonly string[];
  /** Operation → the last segments of its resources; none when it knows no resources. */
  read: Readonly<Record<string, readonly string[]>>;
  write: Readonly<Record<string, readonly string[]>>;
}

/** In the order in which people look for them. */
export const serviceCatalogues: readonly ServiceCatalogue[] = [
  cam,
  sts,
  organization,
  finance,
  tag,
  cloudaudit,
  cvm,
  vpc,
  clb,
  tke,
  tcr,
  batch,
  cos,
  cdb,
  cls,
  kms,
  monitor,
  cmqqueue,
  cmqtopic,
  domain,
];
