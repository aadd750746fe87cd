using System.Buffers;
using System.Text;
using Platen.Protocols.Smtp;

namespace Platen.Protocols.Tests.Smtp;

/// <summary>What a message is on its way through (RFC 5321, section 4.5.2): nothing but CR LF . CR LF ends it, whatever another server would think.</summary>
public sealed class SmtpMailDataTests
{
    // behind the message stands what the next command begins with
    [Theory]
    [InlineData("a\r\nb\r\n.\r\nQUIT", "a\r\nb\r\n", "QUIT")]
    [InlineData(".\r\nQUIT", "", "QUIT")]
    [InlineData("..a\r\n..\r\n.\r\n", "..a\r\n..\r\n", "")]
    [InlineData(".a\r\n.\r\n", "a\r\n", "")]
    [InlineData("\r\n\r\n.\r\n", "\r\n\r\n", "")]
    public void Message_Whole_IsPassedOnUpToItsEnd(string received, string passedOn, string rest) => Pass(received).ShouldBe((passedOn, rest, true));

    // mutants: an end behind a bare LF or CR lets one message hide a second one from the server that checked it
    [Theory]
    [InlineData("a\n.\nMAIL", "a\r\n..\r\nMAIL")]
    [InlineData("a\n.\r\nMAIL", "a\r\n..\r\nMAIL")]
    [InlineData("a\r\n.\nMAIL", "a\r\n..\r\nMAIL")]
    [InlineData("a\r\n.\rMAIL", "a\r\n..\r\nMAIL")]
    [InlineData("a\r.\r\nMAIL", "a\r\n..\r\nMAIL")]
    [InlineData("a\r\r\n.\r\r\nMAIL", "a\r\n\r\n..\r\n\r\nMAIL")]
    [InlineData("a\n.\n\r\n..\nb", "a\r\n..\r\n\r\n..\r\nb")]
    public void End_ThatServersDisagreeAbout_IsALineOfTheMessage(string received, string passedOn) => Pass(received).ShouldBe((passedOn, "", false));

    [Fact]
    public void Message_CutAnywhere_IsTheSame()
    {
        const string Received = "Subject: x\r\n\r\n..\r\n.\n\r.\r\r\na\nb\r..c\r\n.d\r\n.\r\nNOOP\r\n";
        var whole = Pass(Received);
        whole.IsWhole.ShouldBeTrue();
        for (var size = 1; size < Received.Length; size++)
        {
            Pass(Received, size).ShouldBe(whole, $"pieces of {size}");
        }
    }

    internal static (string PassedOn, string Left, bool IsWhole) Pass(string received, int size = int.MaxValue)
    {
        var data = new SmtpMailData();
        var output = new ArrayBufferWriter<byte>();
        var input = Segments.OfSize(Encoding.Latin1.GetBytes(received), size);
        var isWhole = data.Take(ref input, output);
        data.Octets.ShouldBe(output.WrittenCount);
        return (Encoding.Latin1.GetString(output.WrittenSpan), Encoding.Latin1.GetString(input.ToArray()), isWhole);
    }
}
