using Platen.Domain.Mail;
using Platen.Mail.Hosting;

namespace Platen.Mail.Tests;

/// <summary>The server-wide settings of mail.</summary>
public sealed class MailOptionsTests
{
    [Fact]
    public void Settings_ThatAreWrong_AreAllTold()
    {
        var told = new MailOptionsValidator().Validate(null, new MailOptions
        {
            Host = "mail server", Port = 70_000, Security = MailSecurity.None, UserName = "platen", PasswordFile = "/nowhere", CaFile = "/nowhere", SenderAddress = "nobody", ConnectMax = TimeSpan.Zero, IdleMax = TimeSpan.Zero, LookEvery = TimeSpan.Zero,
        });

        foreach (var key in (string[])["Host", "Port", "UserName", "PasswordFile", "CaFile", "SenderAddress", "ConnectMax", "IdleMax", "LookEvery"])
        {
            told.FailureMessage!.ShouldContain($"Platen:Mail:{key} is");
        }

        new MailOptionsValidator().Validate(null, new MailOptions()).Succeeded.ShouldBeTrue("as shipped there is no mail server");
    }
}
