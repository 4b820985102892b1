/**
 * Surnames by falling frequency, written for this platform from public census lists. The shipped classifier was trained
 * with exactly this list and order: what is added goes to `moreSurnames`.
 */
export const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢' +
  '姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛' +
  '樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉' +
  '骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗' +
  '瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原' +
  '栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来' +
  '扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但' +
  '尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由'

const moreSurnames = '常赖洪代丘占'

/** Surnames that are nearly always another word in running text. */
const WORDS_MORE_OFTEN = new Set(
  '段温安殷詹尚纪裴骆卓景席边和隋仲巩佘官谈匡鞠惠荆乐冀郁胥南班原栗燕鄢劳谌皮粟冼蔺楼盘满位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧由',
)

/** Surnames that may begin a name without more ado. */
export const safeSurnames: ReadonlySet<string> = new Set(
  [...SURNAMES, ...moreSurnames].filter((surname) => !WORDS_MORE_OFTEN.has(surname)),
)

/** All of one character. */
export const allSurnames: ReadonlySet<string> = new Set([...SURNAMES, ...moreSurnames])

export const compoundSurnames: ReadonlySet<string> = new Set(
  '欧阳 上官 司马 诸葛 司徒 东方 皇甫 尉迟 公孙 慕容 令狐 夏侯 轩辕 长孙 宇文 端木 南宫 独孤 申屠 鲜于'.split(
    ' ',
  ),
)

/** Words that begin with a surname and are no names. */
export const surnameWords: ReadonlySet<string> = new Set(
  '严重 高度 万分 常年 常常 经常 方才 单独 单身 单位 成年 任何 何时 何处 何人 任意 任职 向来 许多 方面 方便 方式 方案 安全 安排 高兴 金额 计划 程序 程度 关于 关系 关注 马上 黄色 白色 白天 万元 成立 成功 管理 包括 包含 温度 毛病 雷同 余下 余额 章程 夏天 夏季 费用 全部 全家 全体 时间 时常 应该 应当 连续 连同 解决 路过 游客 明确 明显 明白 华侨 古稀 申请 申诉 文化 文件 代表 代理 房东 房屋 房产 费解 查询 查看 商户 商家 商业 商铺 师傅 司机 车主 车辆 农民 农村 党员 安徽 江西 江苏 云南 宁夏 甘肃 武汉 沈阳 成都 苏州 徐州 郑州 柳州 常州 兰州 江门 梅州 石家庄 马鞍山 简单 易燃 牛奶 左右 石油 全职 麻烦 冷静 阳台 明天 明年 项目 季度 庄稼 陈述 成绩 许可 查阅 查明 解释 商议 付费 付款 孙子 孙女 占用 申辩 申领 申报 钱财 钱款 迟迟 党费 党委 车胎 车位 游行 辛苦 陆续 符合 蒙受 高温 高新 文盲 单方 房子 江湖 莫名 麦田 祝愿 祝福 包裹 付出 管理 戴着 孟加 鲁莽 严禁 严格 边界 荣誉 连带 乐意 温馨 康复 易于 余额 施工 施行 毕业 习惯 齐心 温暖 盛大 盛世 林业 牧业 农业 农历 米饭 水费 石头 金融 金属 银行 华夏 苗圃 谷物'.split(
    ' ',
  ),
)
