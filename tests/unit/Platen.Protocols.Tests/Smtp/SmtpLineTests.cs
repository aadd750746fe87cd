using System.Buffers;
using System.Text;
using Platen.Protocols.Smtp;

namespace Platen.Protocols.Tests.Smtp;

public sealed class SmtpLineTests
{
    internal const string ServerSays = "220 mail.example ESMTP\r\n250-mail.example\r\n250-SIZE 1000\r\n250 8BITMIME\r\n354 go\r\n550 5.1.1 no\r\n";

    [Theory]
    [InlineData("FROM:<alice@example.org>", "FROM:", "alice@example.org")]
    [InlineData("from: <alice@example.org> SIZE=12 BODY=8BITMIME", "FROM:", "alice@example.org")]
    [InlineData("FROM:<>", "FROM:", "")]
    [InlineData("TO:<@a.example,@b.example:bob@c.example>", "TO:", "bob@c.example")]
    [InlineData("TO:<\"a > b\"@c.example>", "TO:", null)]
    [InlineData("TO:<\"a b\"@c.example>", "TO:", "\"a b\"@c.example")]
    [InlineData("TO:bob@c.example", "TO:", null)]
    [InlineData("TO:<bob@c.example", "TO:", null)]
    [InlineData("TO:<bob @c.example>", "TO:", null)]
    [InlineData("TO:<bob@c.example>x", "TO:", null)]
    [InlineData("FROM:<bob@c.example>", "TO:", null)]
    public void Path_Read_GivesItsMailbox(string argument, string keyword, string? mailbox) => (SmtpPath.TryParse(argument, keyword, SmtpLimits.Default)?.Mailbox).ShouldBe(mailbox);

    [Fact]
    public void Path_WithParameters_GivesThem()
    {
        var path = SmtpPath.TryParse("FROM:<a@b> size=12 BODY=8BITMIME", "FROM:", SmtpLimits.Default).ShouldNotBeNull();

        (path.Find("SIZE"), path.Find("BODY"), path.Find("AUTH")).ShouldBe(("12", "8BITMIME", null));
    }

    // mutant: a mailbox with a line end in it is two commands to the next server
    [Theory]
    [InlineData("MAIL FROM:<a\rRCPT@b>\r\n")]
    [InlineData("MAIL FROM:<a\0@b>\r\n")]
    [InlineData("MAIL FROM:<\u00ff@b>\r\n")]
    public void Command_ThatIsNoText_IsRefused(string octets) => Should.Throw<SmtpFormatException>(() => Commands(octets));

    [Fact]
    public void Command_WithoutEnd_IsRefusedAtItsLimit() => Should.Throw<SmtpFormatException>(() => Commands(new string('a', SmtpLimits.Default.CommandOctetsMax)));

    [Fact]
    public void Commands_OneAfterTheOther_AreTaken() =>
        Commands("ehlo mfp\r\nMAIL FROM:<a@b>\nquit\r\nhal").ShouldBe([new SmtpCommand("EHLO", "mfp"), new SmtpCommand("MAIL", "FROM:<a@b>"), new SmtpCommand("QUIT", "")]);

    [Fact]
    public void Replies_OfOneAndMoreLines_AreTaken() => Replies(ServerSays).Select(reply => $"{reply.Code} {reply.Text}").ShouldBe(["220 mail.example ESMTP", "250 mail.example SIZE 1000 8BITMIME", "354 go", "550 5.1.1 no"]);

    [Theory]
    [InlineData("25 x\r\n")]
    [InlineData("250x\r\n")]
    [InlineData("250-a\r\n251 b\r\n")]
    [InlineData("999 x\r\n")]
    [InlineData("HTTP/1.1 400 Bad Request\r\n")]
    public void Reply_ThatIsNone_IsRefused(string octets) => Should.Throw<SmtpFormatException>(() => Replies(octets));

    [Fact]
    public void Reply_WithOthersTexts_StaysOneReply() => new SmtpReply(451, "a\r\n250 b").ToString().ShouldBe("451 a250 b\r\n");

    internal static List<SmtpCommand> Commands(string octets)
    {
        var (input, taken) = (new ReadOnlySequence<byte>(Encoding.Latin1.GetBytes(octets)), new List<SmtpCommand>());
        while (SmtpCommand.TryTake(ref input, SmtpLimits.Default) is { } command)
        {
            taken.Add(command);
        }

        return taken;
    }

    internal static List<SmtpReply> Replies(string octets)
    {
        var (input, taken) = (new ReadOnlySequence<byte>(Encoding.Latin1.GetBytes(octets)), new List<SmtpReply>());
        while (SmtpReply.TryTake(ref input, SmtpLimits.Default) is { } reply)
        {
            taken.Add(reply);
        }

        return taken;
    }
}
