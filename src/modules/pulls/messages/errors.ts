import type { Messages } from '#kernel/i18n/define'

/** Why a source could not be read, so that whoever looks after it knows what to do. */
export const pullErrors = {
  'pulls.error.timeout': { zh: '对方在限定时间内没有应答', en: 'The other side did not answer in time' },
  'pulls.error.out-of-time': {
    zh: '这次运行超过了限定的总时长，已读的都保存了，下次接着读',
    en: 'The run took longer than it may; what was read is kept, and the next run goes on',
  },
  'pulls.error.unreachable': {
    zh: '连不上对方（{code}），请核对地址、端口和网络策略',
    en: 'The other side is not reachable ({code}): check address, port and network rules',
  },
  'pulls.error.no-host': { zh: '找不到主机“{host}”', en: 'The host {host} is unknown' },
  'pulls.error.blocked': {
    zh: '地址“{host}”指向本机、链路本地或云平台元数据服务，不允许访问',
    en: 'The address {host} leads to this machine, the link or a metadata service; it is not allowed',
  },
  'pulls.error.tls': {
    zh: '对方的证书没有通过验证（{code}）',
    en: 'The certificate of the other side could not be verified ({code})',
  },
  'pulls.error.auth': {
    zh: '对方拒绝了账号或密钥（{status}）',
    en: 'The other side refused the account or the secret ({status})',
  },
  'pulls.error.status': { zh: '对方应答状态 {status}', en: 'The other side answered {status}' },
  'pulls.error.redirect': {
    zh: '对方转到了别的地址（{status}），请直接填写新地址',
    en: 'The other side points elsewhere ({status}); enter that address',
  },
  'pulls.error.broken-off': {
    zh: '连接中途断开（{code}），已读的都保存了',
    en: 'The connection broke off ({code}); what was read is kept',
  },
  'pulls.error.failed': { zh: '读取失败（{code}）', en: 'Reading failed ({code})' },
  'pulls.error.coding': {
    zh: '应答的压缩格式不能识别或已损坏（{coding}）',
    en: 'The compression of the answer is unknown or damaged ({coding})',
  },
  'pulls.error.too-large': {
    zh: '内容超过 {limitMb} MB，未予读取',
    en: 'It is larger than {limitMb} MB and was not read',
  },
  'pulls.error.encoding': {
    zh: '文字编码无法识别，请用 UTF-8 或 GB18030',
    en: 'The text encoding is not recognised; use UTF-8 or GB18030',
  },
  'pulls.error.not-json': { zh: '应答不是有效的 JSON', en: 'The answer is not valid JSON' },
  'pulls.error.no-rows': { zh: '应答里“{path}”处不是列表', en: 'There is no list at "{path}" in the answer' },
  'pulls.error.not-objects': {
    zh: '列表里的每一条应为一个对象',
    en: 'Every entry of the list has to be an object',
  },
  'pulls.error.endless': {
    zh: '分页没有尽头：第 {pages} 页之后又回到读过的内容',
    en: 'The pages do not end: after page {pages} what was read comes again',
  },
  'pulls.error.foreign-link': {
    zh: '下一页指向别的服务器，未予跟随',
    en: 'The next page lies on another server and was not followed',
  },
  'pulls.error.no-column': {
    zh: '读取位置用的列“{column}”没有或为空',
    en: 'The column {column}, by which the position is kept, is missing or empty',
  },
  'pulls.error.database': {
    zh: '对方数据库报错（{code}）：{message}',
    en: 'The database said ({code}): {message}',
  },
  'pulls.error.columns-gone': {
    zh: '必填数据项对应的列不见了：{columns}。未收任何行，请核对对方是否改了结构',
    en: 'Columns of required items are gone: {columns}. No row was taken; ask whether the source was rebuilt',
  },
  'pulls.error.limit-rows': {
    zh: '超过每次 {limit} 行的上限，已读的都保存了',
    en: 'More than {limit} rows in one run; what was read is kept',
  },
  'pulls.error.limit-bytes': {
    zh: '超过每次 {limitMb} MB 的上限，已读的都保存了',
    en: 'More than {limitMb} MB in one run; what was read is kept',
  },
  'pulls.error.shrinks': {
    zh: '这次只有 {rows} 行，上次有 {before} 行。为防误删没有替换，核实后可选择“确认后运行”',
    en: 'Only {rows} rows, where there were {before}. Nothing was replaced; check, and run it with your confirmation',
  },
  'pulls.error.too-many-files': {
    zh: '文件夹里超过 {limit} 个文件',
    en: 'More than {limit} files in the folder',
  },
  'pulls.error.unsafe-name': {
    zh: '文件名含有路径或控制字符，未予读取',
    en: 'The name of the file holds a path or control characters',
  },
  'pulls.error.no-folder': {
    zh: '没有文件夹“{path}”，或它不在允许的范围内',
    en: 'There is no folder "{path}", or it lies outside',
  },
  'pulls.error.file-gone': {
    zh: '文件“{name}”读取时已不在',
    en: 'The file {name} was gone when it was to be read',
  },
  'pulls.error.host-key': {
    zh: '服务器的公钥与登记的不同，可能有人冒充，已断开',
    en: 'The server shows another key than the one on record; somebody may be playing it',
  },
  'pulls.error.not-a-listing': {
    zh: '对象存储的清单格式不对',
    en: 'The bucket did not answer with a listing',
  },
  'pulls.error.refused': { zh: '资源现在不收数据：{key}', en: 'The resource takes no data now: {key}' },
  'pulls.error.platform': {
    zh: '平台内部出错，已记入日志，会自动重试',
    en: 'Our own fault; it is in the log and will be tried again',
  },
  'pulls.error.lost': {
    zh: '运行它的进程中断了，会自动重试',
    en: 'The process that ran it is gone; it will be tried again',
  },
} as const satisfies Messages
