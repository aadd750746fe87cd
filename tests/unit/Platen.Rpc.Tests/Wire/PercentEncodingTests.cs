using Platen.Rpc.Wire;

namespace Platen.Rpc.Tests.Wire;

public sealed class PercentEncodingTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain text ~!", "plain text ~!")]
    [InlineData("100 %", "100 %25")]
    [InlineData("a\r\n\tb\0\u007f", "a%0D%0A%09b%00%7F")]
    [InlineData("ü", "%C3%BC")]
    [InlineData("日", "%E6%97%A5")]
    [InlineData("🖨", "%F0%9F%96%A8")]
    public void Encode_KnownText_HasTheBytesOfTheSpecification(string text, string encoded)
    {
        PercentEncoding.Encode(text, 1000).ShouldBe(encoded);
        PercentEncoding.Decode(encoded).ShouldBe(text);
    }

    [Theory]
    [InlineData("50%", "50%")]
    [InlineData("%4", "%4")]
    [InlineData("%zz%20", "%zz ")]
    [InlineData("% 1", "% 1")]
    [InlineData("%c3%bc", "ü")]
    [InlineData("%FF%41", "\uFFFDA")]
    public void Decode_BrokenEscapes_NeverFails(string encoded, string text)
    {
        PercentEncoding.Decode(encoded).ShouldBe(text);
    }

    [Fact]
    public void Encode_LoneSurrogate_BecomesTheReplacementCharacter()
    {
        PercentEncoding.Encode("a\uD83D", 1000).ShouldBe("a%EF%BF%BD");
    }

    [Theory]
    [InlineData("abcdef", 4, "abcd")]
    [InlineData("aüb", 6, "a")]
    [InlineData("aüb", 7, "a%C3%BC")]
    public void Encode_TooLong_IsCutBetweenCharacters(string text, int maxBytes, string encoded)
    {
        PercentEncoding.Encode(text, maxBytes).ShouldBe(encoded);
    }

    [Fact]
    public void EncodeThenDecode_RandomText_GivesItBack()
    {
        var random = new Random(1);
        for (var i = 0; i < 500; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(30)).Select(_ => RandomRune(random)));

            PercentEncoding.Decode(PercentEncoding.Encode(text, int.MaxValue)).ShouldBe(text);
        }
    }

    private static string RandomRune(Random random)
    {
        var value = random.Next(0x3000);
        return char.ConvertFromUtf32(value is >= 0xD800 and < 0xE000 ? '%' : value);
    }
}
