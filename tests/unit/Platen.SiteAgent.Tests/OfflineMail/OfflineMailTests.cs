using System.Text;
using Platen.Contracts.AgentLink.V1;
using Platen.Protocols.Smtp;
using Platen.SiteAgent.OfflineMail;

namespace Platen.SiteAgent.Tests.OfflineMail;

/// <summary>Devices' mail while the server is away (MS06): it goes to the customer's mail server under four conditions, and to nobody otherwise.</summary>
public sealed class OfflineMailTests
{
    private static readonly byte[] Message = Encoding.UTF8.GetBytes(
        "From: mfp@example.org\r\nTo: alice@example.org\r\nSubject: scan\r\n\r\n.begins with a dot\r\n.\r\nand goes on\r\n" + string.Concat(Enumerable.Repeat("a line of a scan, as long as they are in base 64\r\n", 20_000)));

    [Fact]
    public async Task Message_OfADevice_GoesToTheMailServer_OverTls_AsItIs()
    {
        await using var server = await MailServer.StartAsync();
        await using var host = await MailHost.StartAsync(server.Configure);

        var (code, said) = await host.SendAsync(Message, "alice@example.org", "bob@example.org");

        code.ShouldBe(0, said);
        var taken = server.Messages.ShouldHaveSingleItem();
        taken.ShouldContain("X-RcptTo: alice@example.org, bob@example.org");
        taken.ReplaceLineEndings("\r\n").ShouldEndWith(Encoding.UTF8.GetString(Message)[Encoding.UTF8.GetString(Message).IndexOf("\r\n\r\n", StringComparison.Ordinal)..]);
    }

    // mutant: a condition that is not asked for lets mail pass by the server, or by everybody
    [Theory]
    [InlineData("set", "550", "OfflineMail:Server")]
    [InlineData("allowed", "550", "switched off")]
    [InlineData("offline", "450", "online")]
    [InlineData("within the limit", "450", "longer than it may be")]
    [InlineData("a device", "550", "Only this site's devices")]
    public async Task Message_WhereOneConditionFails_IsRefused_AndSaysWhich(string condition, string code, string reason)
    {
        await using var server = await MailServer.StartAsync();
        await using var host = await MailHost.StartAsync(options =>
        {
            server.Configure(options);
            options.Server = condition == "set" ? "" : options.Server;
        });
        host.Replica.Policy = new ReplicaPolicy { OfflineSecondsMax = condition == "allowed" ? 0 : 3_600 };
        host.Link.IsOnline = condition == "offline";
        host.Link.LastContact = TimeProvider.System.GetUtcNow() - TimeSpan.FromHours(condition == "within the limit" ? 2 : 0);
        host.Replica.Set(new ReplicaDevice { DeviceId = "mfp", Host = "127.0.0.1", Enabled = condition != "a device" });

        var (exit, said) = await host.SendAsync(Message, "alice@example.org");

        exit.ShouldNotBe(0);
        said.ShouldContain($"< {code} ");
        said.ShouldContain(reason);
        server.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Device_ByItsName_IsOne()
    {
        await using var server = await MailServer.StartAsync();
        await using var host = await MailHost.StartAsync(server.Configure);
        host.Replica.Set(new ReplicaDevice { DeviceId = "mfp", Host = "localhost", Enabled = true });

        (await host.SendAsync(Message, "alice@example.org")).Code.ShouldBe(0);
    }

    // what the device is told is what the mail server said: mutants answer 250 before it did
    [Fact]
    public async Task Recipient_WhomTheMailServerRefuses_IsRefused()
    {
        await using var server = await MailServer.StartAsync();
        await using var host = await MailHost.StartAsync(server.Configure);

        var (exit, said) = await host.SendAsync(Message, "nobody@example.org");

        exit.ShouldNotBe(0);
        said.ShouldContain("< 550 5.1.1 no such mailbox");
        server.Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("its certificate is by nobody we know")]
    [InlineData("the password is wrong")]
    [InlineData("nobody listens")]
    [InlineData("it has no TLS of this kind")]
    public async Task MailServer_ThatCannotBeUsed_IsTold_AndTheMessageStaysTheDevices(string what)
    {
        await using var server = await MailServer.StartAsync();
        await using var host = await MailHost.StartAsync(options =>
        {
            server.Configure(options);
            switch (what)
            {
                case "its certificate is by nobody we know":
                    options.CaFile = "";
                    break;
                case "the password is wrong":
                    options.PasswordFile = options.CaFile;
                    break;
                case "nobody listens":
                    options.ServerPort = Delivery.PeerProcess.FreePort();
                    break;
                default:
                    options.Security = SmtpSecurity.Tls;
                    options.ConnectMax = TimeSpan.FromSeconds(2);
                    break;
            }
        });

        var (exit, said) = await host.SendAsync(Message, "alice@example.org");

        exit.ShouldNotBe(0);
        said.ShouldContain("< 451 4.4.1 The mail server");
        said.ShouldNotContain(MailServer.Password);
        server.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Message_AboveTheLimit_IsRefused_AndNothingOfItIsSent()
    {
        await using var server = await MailServer.StartAsync();
        await using var host = await MailHost.StartAsync(options =>
        {
            server.Configure(options);
            options.MessageBytesMax = Message.Length - 1_000;
        });

        var (exit, said) = await host.SendAsync(Message, "alice@example.org");

        exit.ShouldNotBe(0);
        said.ShouldContain("552 5.3.4");
        server.Messages.ShouldBeEmpty();
    }

    [Fact]
    public void Settings_ThatAreWrong_AreAllTold()
    {
        var told = new OfflineMailOptionsValidator().Validate(null, new OfflineMailOptions
        {
            Port = 70_000, ServerPort = 0, Security = SmtpSecurity.None, UserName = "mfp", PasswordFile = "/nowhere", CaFile = "/nowhere", RecipientsMax = 0,
        });

        foreach (var key in (string[])["Port", "ServerPort", "UserName", "PasswordFile", "CaFile", "RecipientsMax"])
        {
            told.FailureMessage!.ShouldContain($"OfflineMail:{key} is");
        }
    }
}
