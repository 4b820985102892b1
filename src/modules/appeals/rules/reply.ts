/**
 * What a resident misses in an answer before it leaves. A finding is a question to the officer, not a mark: only an answer
 * that says nothing but that the message came, or that it was passed on, is sent back.
 */
export const replyFindings = [
  'only-acknowledged',
  'no-action',
  'no-who',
  'no-when',
  'no-basis',
  'off-topic',
] as const
export type ReplyFinding = (typeof replyFindings)[number]

/** Words that any answer may hold and that tell nothing about this one. */
const stock: readonly RegExp[] = [
  /(尊敬的)?[“"]?[^，。！；：:“”"\s]{0,16}[”"]?\s*[：:，,！!]?\s*[您你]好[！!，,。：:]?/gu,
  /(网友|市民|居民|来信人)[“"]?[^，。！；：:”"\s]{0,12}[”"]?[：:，,]/gu,
  /(感谢|谢谢)[^。！!，,]{0,30}/gu,
  /[您你](的)?(留言|来信|来电|诉求|信件|投诉)?(我们)?(已经?|均已)?(收悉|收到|知悉|受理)(了)?/gu,
  /(留言|来信|来电|诉求|信件|投诉)(已经?|均已)?(收悉|收到|知悉|受理)(了)?/gu,
  /^已(收悉|收到|知悉|受理)/gu,
  /(关于)?[您你](所)?反映的?(有关|相关)?(问题|情况|事项|内容)/gu,
  /已(经)?(转|转交|转办|转送|转至|交由|交办)[^，。；！]{0,24}?(调查|核处|核实|处理|办理|处置|研究|局|委|区|县|部门)(核处|处理|处置|办理|、)*/gu,
  /(我们|我局|我单位|有关部门)?(将|会|正在)?(高度重视|尽快|及时|认真|进一步|抓紧)[^，。；！]{0,6}(处理|办理|核实|研究|落实|安排|答复|回复|解决)/gu,
  /请(您)?(耐心)?等待|敬请(谅解|理解)|特此(回复|答复)|现(将|就)?[^，。]{0,8}(回复|答复)如下|祝[您你][^。！]{0,12}/gu,
  /\d{4}年\d{1,2}月\d{1,2}日/gu,
]

/** Han characters, letters and digits that are left when the stock phrases are struck. */
function substanceOf(text: string): string {
  return stock
    .reduce((rest, phrase) => rest.replace(phrase, ''), text)
    .replace(/[^\p{Script=Han}\p{L}\p{N}]/gu, '')
}

/** With fewer characters than this nothing has been said. */
const leastSubstance = 8

const done =
  /(已|已经|于|当[日天]|今[日天])[^，。；]{0,20}(修|换|清|拆|装|查|罚|停|办|处|整改|恢复|责令|约谈|立案|协调|安排|联系|告知|解释|退|支付|安装|发放|核实|完成|答应|开通|取缔|疏通|加固|增设|通知|上报|报|纳入|规划|要求|列入|启动|移交)|[经据](查|核|了解|调查|核实|核查|现场|联系)|(正在|将|会)[^，。；]{0,12}(开展|推进|督促|规范|加强|建设|改造|实施|整治|启动|修|建|查)|将(于|在)|计划|拟|予以|可(以|到|持|凭|拨打|申请|直接|通过|变更)|请(到|携带|持|拨打|联系|咨询|提供)|不予|不属于|不符合|暂(不|无)|只能|必须|应当|不得|(按照|根据|依据)[^，。；]{0,40}(规定|办法|条例|政策|标准|要求|文件)/u
const who =
  /(局|委|办|中心|街道|镇|乡|社区|村|公司|物业|派出所|交巡警|大队|支队|医院|学校|单位|部门|法院|站|所|院|集团|我们|我方|工作人员|执法人员|施工方|业委会)/u
const when =
  /\d{1,2}月|\d{1,2}日|\d{1,2}号|今[日天]|昨[日天]|明[日天]|当[日天]|当晚|目前|现已|已于|预计|[一二三四五六七八九十\d]+\s*个?(工作日|小时|天|日|周|月)|(本|下|上)(周|月|季度|年)|年(底|内|前)|月(底|内|前)|之前|以前|随时|长期|\d{4}年/u
const refuses = /不予|不能|无法|不符合|不属于|不在[^，。]{0,8}(范围|职责)|暂不|没有(权限|依据)|难以/u
const basis = /《[^》]+》|根据|依据|按照|依照|规定|条例|办法|标准|规划|合同|批复|文件/u

/**
 * @param question title and message of the appeal
 * @returns in the order of the list; empty when nothing is missing
 */
export function findingsOf(answer: string, question: string): ReplyFinding[] {
  const substance = substanceOf(answer)
  if (substance.length < leastSubstance && !done.test(substance)) return ['only-acknowledged']
  const found: [ReplyFinding, boolean][] = [
    ['no-action', !done.test(answer)],
    ['no-who', !who.test(answer)],
    ['no-when', !when.test(answer)],
    ['no-basis', refuses.test(answer) && !basis.test(answer)],
    ['off-topic', !sharesMatter(answer, question)],
  ]
  return found.filter(([, is]) => is).map(([finding]) => finding)
}

/** An answer to the matter takes up some of its words: one pair of characters that is not stock is enough. */
function sharesMatter(answer: string, question: string): boolean {
  const asked = pairsOf(substanceOf(question))
  if (asked.size === 0) return true
  for (const pair of pairsOf(substanceOf(answer))) if (asked.has(pair)) return true
  return false
}

function pairsOf(text: string): Set<string> {
  const characters = [...text]
  return new Set(characters.slice(1).map((c, i) => `${characters[i]}${c}`))
}
