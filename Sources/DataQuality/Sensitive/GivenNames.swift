/// Given names that are common somewhere, by which a column of names of persons is told from one of other words.
///
/// Words that are places, months or things more often than persons are left out; nothing is decided by one value.
enum GivenNames {
    /// A pattern that one of them, as a word, fits in any case of letters.
    static let pattern =
        #"(?i)(?:^|[^\pL])(?:"# + names.split(whereSeparator: \.isWhitespace).joined(separator: "|") + #")(?:$|[^\pL])"#

    private static let names = """
        james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony
        donald steven stephen paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey
        ryan jacob gary nicholas eric jonathan larry justin scott brandon benjamin samuel gregory alexander
        raymond patrick dennis jerry tyler aaron jose adam nathan henry douglas zachary peter kyle walter ethan
        jeremy harold keith christian roger noah gerald carl terry sean arthur lawrence jesse dylan bryan joe
        billy bruce albert willie gabriel logan alan juan wayne roy ralph randy eugene vincent russell elijah
        louis bobby philip johnny mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa
        nancy betty margaret sandra ashley kimberly emily donna michelle carol amanda dorothy melissa deborah
        stephanie rebecca sharon laura cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen
        samantha katherine christine debra rachel carolyn janet catherine maria heather diane ruth julie olivia
        joyce kelly lauren christina joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria
        teresa ann sara frances kathryn janice abigail alice julia judy sophia denise doris marilyn danielle
        beverly isabella theresa diana natalie brittany charlotte marie kayla alexis lori bob tom jim mike dave
        steve chris dan matt ben alex kate liz eve carla claire ellen ella lucy lily mia chloe zoe ava hans
        jürgen klaus wolfgang günther dieter manfred uwe heinz helmut gerhard horst werner karl stefan andreas
        matthias sebastian lukas leon felix jonas ursula monika petra sabine renate helga karin brigitte ingrid
        anja katja heike jan lars sven nils anders erik björn ole pierre jacques françois philippe nicolas
        julien antoine camille chloé amélie élise nathalie isabelle sophie hélène giovanni giuseppe francesco
        antonio marco luca matteo giulia chiara francesca alessandro lorenzo carlos luis miguel javier manuel
        pedro diego pablo carmen lucía sofía elena isabel rosa ana joão paulo ricardo fernanda mariana ahmed
        mohammed muhammad mohamed ali omar hassan fatima aisha yusuf ibrahim khalid layla wei ming jun hiroshi
        takashi yuki akira haruto sakura priya raj amit anil sanjay rahul sunita deepak anita arjun ivan dmitri
        sergei olga natasha tatiana alexei piotr tomasz katarzyna agnieszka krzysztof małgorzata owen eleanor
        edith mabel agnes ernest fred frederick herbert stanley
        """
}
