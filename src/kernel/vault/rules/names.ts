/**
 * Person names in running text have no form of their own, so only those behind a cue word are looked for, and
 * the surname has to be a known one. The lists are ours: the surnames are the most frequent in the census, without
 * those that are nearly always another word.
 */
const SURNAMES = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文施洪辛牛樊葛邢齐庞颜倪庄聂章鲁岳翟申欧耿关兰焦俞左柳甘祝包代宁符阮尤舒柯梅童凌毕单季成霍苗涂谷曲盛冉翁蓝路游靳辜管柴蒙鲍华喻祁蒲房滕屈饶解牟艾阳时穆农司古吉缪简车项连芦麦褚娄窦戚岑党宫费卜冷晏卫米柏宗瞿桂全佟应臧闵苟邬卞姬师仇栾丘刁沙商寇荣巫郎桑丛甄敖虞明池查麻苑迟邝伍闻占储湛晋楚闭奚封'.split(
    '',
  ),
)
const COMPOUND_SURNAMES = new Set(
  '欧阳 上官 司马 诸葛 司徒 东方 皇甫 尉迟 公孙 慕容 令狐 夏侯 轩辕 长孙 宇文 端木 南宫 独孤 申屠 鲜于'.split(
    ' ',
  ),
)

/** Characters that end a name: they follow one far more often than they are part of it. */
const STOPS = new Set(
  '住在的是电手身家联我你他她因想要反投於昨今本此其与及或就也都已被把给让请对从到来去说称表认说不没无未有多某等之男女先号已经这那个们了着过向前后您呢吗啊吧现居户曾希致提出于时和为各个最第上'.split(
    '',
  ),
)
/** Characters that tell that what stands before them, or ends with them, is an office or a place on the map. */
const OFFICES = new Set('省市区县镇乡村街路巷屯社局委办院校厂店馆站部科署人'.split(''))
/** Characters that do so for what stands before them, but end many a name. */
const LANDMARKS = new Set('桥园苑城湾河湖山岛港'.split(''))
/** Words that begin with a surname and are no names. */
const WORDS = new Set(
  '严重 高度 万分 常年 常常 经常 方才 单独 单身 单位 成年 任何 何时 何处 何人 任意 任职 向来 许多 方面 方便 方式 方案 安全 安排 高兴 金额 计划 程序 程度 关于 关系 关注 马上 黄色 白色 白天 万元 成立 成功 管理 包括 包含 温度 毛病 雷同 余下 余额 章程 夏天 夏季 费用 全部 全家 全体 时间 时常 应该 应当 连续 连同 解决 路过 游客 明确 明显 明白 华侨 古稀 申请 申诉 文化 文件 代表 代理 房东 房屋 房产 费解 查询 查看 商户 商家 商业 商铺 师傅 司机 车主 车辆 农民 农村 党员 安徽 江西 江苏 云南 宁夏 甘肃 武汉 沈阳 成都 苏州 徐州 郑州 柳州 常州 兰州 江门 梅州 石家庄 马鞍山 简单 易燃 牛奶 左右 石油 全职 麻烦 冷静 阳台 明天 明年 项目 季度 庄稼 陈述 成绩 许可 查阅 查明 解释 商议 付费 付款 孙子 孙女 占用 申辩 申领 申报 钱财 钱款 迟迟 党费 党委 车胎 车位 游行 辛苦 陆续 符合 蒙受 高温 高新 文盲 单方 房子 江湖 莫名 麦田 祝愿 祝福 包裹 付出 管理 戴着 孟加 鲁莽 严禁 严格 边界 荣誉 连带 乐意 温馨 康复 易于 余额 施工 施行 毕业 习惯 齐心 温暖 盛大 盛世 林业 牧业 农业 农历 米饭 水费 石头 金融 金属 银行 华夏 苗圃 谷物'.split(
    ' ',
  ),
)

/** Surnames that, behind a cue without colon or verb, are more often a preposition, an adverb or the start of a verb. */
const AMBIGUOUS = new Set('向于连车许方曾管申单查符占付钱党成解代时全应高文包')

/** A cue that announces a name. `said`: the writer gives the name in so many words. */
const CUE =
  /(?:(?<said>我叫|我的名字叫|我名叫|名叫|名字(?:是|叫))|(?:姓名|联系人|申请人|投诉人|举报人|经办人|当事人|收件人|法定代表人|监护人|本人|我是|户主|业主|患者|家属|住户|租客|房东))(?<link>[ \t]{0,3}(?:[:：]|是|为|叫|姓名[:：]?)?[ \t]{0,3})/g

const HAN = /\p{Script=Han}/u
const DOTTED = /^\p{Script=Han}{1,6}[·•・]\p{Script=Han}{1,8}/u

/** The places of person names behind cue words; [start, end) in UTF-16 units. */
export function findNames(text: string): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = []
  for (const match of text.matchAll(CUE)) {
    const start = match.index + match[0].length
    const sure = match.groups?.said !== undefined || /[:：叫]/.test(match.groups?.link ?? '')
    const length = nameLength(text.slice(start, start + 18), sure)
    if (length > 0) found.push({ start, end: start + length })
  }
  return found
}

/** The length of the name that `ahead` begins with, 0 for none. What is not `sure` must also end like a name. */
function nameLength(ahead: string, sure: boolean): number {
  const dotted = sure ? DOTTED.exec(ahead) : null
  if (dotted) return dotted[0].length
  const surname = COMPOUND_SURNAMES.has(ahead.slice(0, 2)) ? 2 : SURNAMES.has(ahead.charAt(0)) ? 1 : 0
  if (surname === 0) return 0
  let end = surname
  while (end < surname + 2 && isGiven(ahead.charAt(end))) end++
  const next = ahead.charAt(end)
  if (end === surname || isWord(ahead) || OFFICES.has(next) || LANDMARKS.has(next)) return 0
  if (sure || !HAN.test(next)) return sure || !OFFICES.has(ahead.charAt(end - 1)) ? end : 0
  const doubtful = OFFICES.has(ahead.charAt(end - 1)) || AMBIGUOUS.has(ahead.charAt(0))
  return STOPS.has(next) && !doubtful ? end : 0
}

function isGiven(character: string): boolean {
  return HAN.test(character) && !STOPS.has(character)
}

function isWord(ahead: string): boolean {
  return WORDS.has(ahead.slice(0, 2)) || WORDS.has(ahead.slice(0, 3))
}
