using Platen.Domain.Cards;

namespace Platen.Domain.Tests.Cards;

/// <summary>What card readers send, and what becomes of it (AU08, P5 of the identity issue).</summary>
public sealed class ReaderRuleTests
{
    [Theory]
    [InlineData("", "04:a2:b3:c4\r", "04A2B3C4")]
    [InlineData("hex; reverse-bytes; to-hex", "04A2B3C4", "C4B3A204")]
    [InlineData("hex; to-decimal 10", "04A2B3C4", "0077771716")]
    [InlineData("hex; reverse-bytes; to-decimal", "04A2B3C4", "3300106756")]
    [InlineData("decimal 32; to-hex", "77771716", "04A2B3C4")]
    [InlineData("decimal 32; reverse-bytes; to-hex", "3300106756", "04A2B3C4")]
    [InlineData("strip-prefix 99; strip-suffix FF; strip-zeros; pad 8", "99000A2B3FF", "0000A2B3")]
    [InlineData("skip 2; take 8", "AB04A2B3C4CD", "04A2B3C4")]
    [InlineData("hex; reverse-bits; to-hex", "01020304", "8040C020")]
    [InlineData("hex; mask 00FFFFFF; to-hex 8", "04A2B3C4", "00A2B3C4")]
    public void Rule_GivesTheStoredForm(string rule, string sent, string stored) => Rule(rule).Run(sent).Number.ShouldBe(stored);

    // Wiegand of 26 bits (H10301): even parity, facility code of 8 bits, card number of 16 bits, odd parity. Facility 123, card 45678.
    [Fact]
    public void Rule_ReadsFacilityCodeAndCardNumber()
    {
        const string Bits = "1" + "01111011" + "1011001001101110" + "0";
        var sent = Convert.ToInt32(Bits, 2).ToString("X", System.Globalization.CultureInfo.InvariantCulture);
        Rule("hex; bits 2 26; fields 1 8 3 9 16 5").Run(sent.PadLeft(7, '0')).Number.ShouldBe("12345678");
    }

    [Fact]
    public void Trace_ShowsEachStep()
    {
        var trace = Rule("hex; reverse-bytes; to-decimal 10").Run("04-A2-B3-C4");
        trace.Steps.Select(step => (step.Step, step.Value)).ShouldBe(
        [
            ("letters and digits", "04A2B3C4"),
            ("hex", "00000100 10100010 10110011 11000100"),
            ("reverse-bytes", "11000100 10110011 10100010 00000100"),
            ("to-decimal 10", "3300106756"),
        ]);
    }

    [Theory]
    [InlineData("hex; to-hex", "12G4", "'hex': this is no hexadecimal number.")]
    [InlineData("decimal 8; to-hex", "256", "'decimal 8': the number needs 9 bits.")]
    [InlineData("hex; reverse-bytes; to-hex", "123", "'reverse-bytes': 12 bits are no whole bytes.")]
    [InlineData("hex; bits 8 100; to-hex", "04A2B3C4", "'bits 8 100': there are only 32 bits.")]
    [InlineData("skip 9", "04A2B3C4", "'skip 9': there are only 8 characters.")]
    public void Trace_OfWhatDoesNotFit_SaysWhereAndWhy(string rule, string sent, string fault)
    {
        var trace = Rule(rule).Run(sent);
        trace.Number.ShouldBeNull();
        trace.Fault.ShouldBe(fault);
    }

    [Fact]
    public void Trace_OfWhatIsTooShortOrTooLong_IsNoCard()
    {
        Rule("take 3").Run("04A2B3C4").Number.ShouldBeNull();
        Rule("").Run(new string('1', 129)).Number.ShouldBeNull();
    }

    [Theory]
    [InlineData("turn", "'turn' is no step")]
    [InlineData("reverse-bytes", "works on bits")]
    [InlineData("hex; strip-zeros", "works on text")]
    [InlineData("hex", "the last step leaves bits")]
    [InlineData("decimal", "is written decimal BITS")]
    [InlineData("hex; bits 1; to-hex", "is written bits START LENGTH")]
    [InlineData("hex; fields 1 8 3 9; to-hex", "is written fields")]
    [InlineData("pad 100000", "is written pad LENGTH")]
    [InlineData("hex; mask XYZ; to-hex", "is written mask HEX")]
    public void Rule_ThatCannotBe_IsRefusedWithTheReason(string rule, string reason) => string.Join(' ', ReaderRule.Read(rule).Errors).ShouldContain(reason);

    [Fact]
    public void Rule_OfManySteps_IsRefused()
    {
        ReaderRule.Read(string.Join(';', Enumerable.Repeat("pad 9", ReaderRule.StepsMax + 1))).Errors.ShouldNotBeEmpty();
        ReaderRule.Read(new string(' ', ReaderRule.CharsMax + 1)).Errors.ShouldNotBeEmpty();
    }

    [Fact]
    public void Numbers_ToLookUp_FollowTheFormat()
    {
        var format = new ReaderFormat { Name = "x", Rule = "hex; reverse-bytes; to-hex" };
        CardNumbers.Of(null, "04A2B3C4").ShouldBe(["04A2B3C4"]);
        CardNumbers.Of(format, "04A2B3C4").ShouldBe(["C4B3A204"]);
        CardNumbers.Of(format with { AlsoAsSent = true }, "04A2B3C4").ShouldBe(["C4B3A204", "04A2B3C4"]);
        CardNumbers.Of(format, "no hex").ShouldBeEmpty();
        CardNumbers.Of(format with { AlsoAsSent = true }, "no hex").ShouldBe(["no hex"]);
    }

    // whatever a reader sends, a rule ends within its bounds and gives a card number or a reason
    [Fact]
    public void Run_OfAnything_NeverThrows()
    {
        var random = new Random(20261121);
        string[] rules = ["", "hex; to-decimal", "decimal 64; reverse-bytes; to-hex", "skip 1; hex; mask FF00FF; fields 0 4 2 4 4 2", "strip-zeros; pad 512", "hex; reverse-bits; bits 3 9; to-hex 512"];
        for (var i = 0; i < 20_000; i++)
        {
            var sent = new string([.. Enumerable.Range(0, random.Next(0, 140)).Select(_ => (char)random.Next(random.Next(2) == 0 ? 0x80 : 0x10000))]);
            var trace = Rule(rules[i % rules.Length]).Run(sent);
            (trace.Number is null).ShouldBe(trace.Fault.Length > 0);
        }
    }

    private static ReaderRule Rule(string text)
    {
        var (rule, errors) = ReaderRule.Read(text);
        errors.ShouldBeEmpty();
        return rule.ShouldNotBeNull();
    }
}
