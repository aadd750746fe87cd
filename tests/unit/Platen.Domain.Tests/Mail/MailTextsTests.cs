using System.Collections.Immutable;
using Platen.Domain.Mail;
using Platen.Domain.Tenants;

namespace Platen.Domain.Tests.Mail;

/// <summary>The texts of mails, in each language.</summary>
public sealed class MailTextsTests
{
    private static readonly ImmutableArray<(string Name, string Value)> Values =
    [
        ("company", "Müller & <b>Söhne</b>"), ("link", "https://print.test/register/confirm#AAA"), ("hours", "24"), ("minutes", "30"), ("login", "anna {pin}"), ("pin", "483920"), ("what", "Something"), ("where", "192.0.2.1"), ("advice", "Do something."), ("when", "2026-01-01 10:00 UTC"),
        ("period", "2026-W44"), ("day", "2026-11-02"), ("running", "31"), ("licensed", "4711"), ("used", "4788"), ("over", "77"), ("lines", "90"), ("all", "98"), ("contact", "Ms <i>Desk</i>"),
    ];

    public static TheoryData<MailPurpose, string> All
    {
        get
        {
            var all = new TheoryData<MailPurpose, string>();
            foreach (var purpose in Enum.GetValues<MailPurpose>().Where(purpose => purpose != MailPurpose.Unspecified))
            {
                foreach (var (tag, _) in MailLanguages.All)
                {
                    all.Add(purpose, tag);
                }
            }

            return all;
        }
    }

    // mutants: a text is missing in a language; a value of one language is not in the other; a value is HTML, or read for placeholders again
    [Theory]
    [MemberData(nameof(All))]
    public void Text_OfEachPurposeAndLanguage_IsThere(MailPurpose purpose, string language)
    {
        var mail = MailTexts.Write(purpose, language, "anna@example.com", Values);
        mail.Subject.ShouldNotBeEmpty();
        mail.Subject.ShouldNotContain("\n");
        (mail.Text + mail.Subject).Replace("anna {pin}", "", StringComparison.Ordinal).ShouldNotContain("{");
        mail.Text.ShouldContain("Müller & <b>Söhne</b>");
        mail.Html.ShouldContain("M&#252;ller &amp; &lt;b&gt;S&#246;hne&lt;/b&gt;");
        mail.Html.ShouldNotContain("<b>");
        var english = MailTexts.Write(purpose, "en", "anna@example.com", Values);
        Values.Where(value => mail.Text.Contains(value.Value, StringComparison.Ordinal)).ShouldBe(Values.Where(value => english.Text.Contains(value.Value, StringComparison.Ordinal)));
    }

    [Fact]
    public void Words_OfEachChange_AreThere()
    {
        foreach (var change in Enum.GetValues<CredentialChange>().Where(change => change != CredentialChange.Unspecified))
        {
            MailLanguages.All.Select(language => MailTexts.Words(change, language.Tag)).ShouldAllBe(words => words.EndsWith('.'));
        }
    }

    [Fact]
    public void Words_OfEachNotice_AreThere_WithAdvice()
    {
        foreach (var notice in Enum.GetValues<SecurityNotice>().Where(notice => notice != SecurityNotice.Unspecified))
        {
            MailLanguages.All.Select(language => MailTexts.Words(notice, language.Tag)).ShouldAllBe(words => words.What.EndsWith('.') && words.Advice.EndsWith('.') && words.What != words.Advice);
        }
    }

    [Theory]
    [InlineData("de-AT,de;q=0.9,en;q=0.8", "de")]
    [InlineData("fr, en-GB", "en")]
    [InlineData("fr", "")]
    [InlineData(null, "")]
    [InlineData(";;;,,", "")]
    public void Header_GivesTheFirstLanguageThatThereIs(string? header, string language) => MailLanguages.OfHeader(header).ShouldBe(language);

    [Theory]
    [InlineData("anna@example.com", true)]
    [InlineData("änna@example.com", true)]
    [InlineData("anna@example.com>", false)]
    [InlineData("Anna <anna@example.com>", false)]
    [InlineData("anna@example.com\r\nRCPT TO:<b@example.com>", false)]
    [InlineData("\"a b\"@example.com", false)]
    [InlineData("a@b@example.com", false)]
    [InlineData("anna@[127.0.0.1]", false)]
    [InlineData("", false)]
    public void Address_IsTaken_OnlyIfItMeansOneMailbox(string address, bool taken) => (EmailAddress.Fault(address) is null).ShouldBe(taken);

    [Fact]
    public void Registration_AllWrong_NamesEveryError()
    {
        var policy = new RegistrationPolicy { Enabled = true, MailDomains = ["*", "Example.com", "localhost"], LoginName = RegistrationName.LocalPart, ApproverAddress = "boss", LinkLife = TimeSpan.FromMinutes(1) };
        TenantRules.Check(new Tenant { Id = TenantId.Parse("acme"), Name = "Acme", Registration = policy, Language = "xx" }).Length.ShouldBe(7);
        TenantRules.Check(new Tenant { Id = TenantId.Parse("acme"), Name = "Acme", Registration = new RegistrationPolicy { Enabled = true } }).ShouldHaveSingleItem().ShouldStartWith("The mail domains are missing");
    }

    [Fact]
    public void Pauses_Grow_UpToSixHours()
    {
        var pauses = Enumerable.Range(1, MailLimits.TriesMax).Select(MailLimits.PauseAfter).ToList();
        pauses[0].ShouldBe(TimeSpan.FromSeconds(30));
        pauses.ShouldBe(pauses.Order());
        pauses[^1].ShouldBe(TimeSpan.FromHours(6));
        MailLimits.Lease.ShouldBeGreaterThan(MailLimits.TryMax * (MailLimits.LeasedMax / 4));
    }
}
