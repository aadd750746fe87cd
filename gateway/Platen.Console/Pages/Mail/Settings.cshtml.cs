using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Mail;
using Platen.Domain.Ports;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Mail;

namespace Platen.Console.Pages.Mail;

/// <summary>The mail server, a test of it, and the mails that wait.</summary>
public sealed class SettingsModel : ConsolePage
{
    private const string Address = "/settings/mail";

    /// <inheritdoc/>
    public override string Heading => "Outgoing mail";

    /// <inheritdoc/>
    public override string Section => "mail";

    /// <summary>The settings, and how the outbox stands.</summary>
    public MailView View { get; private set; } = null!;

    /// <summary>The form's values.</summary>
    public FormState Fields { get; private set; } = new();

    /// <summary>The test's values.</summary>
    public FormState TestFields { get; private set; } = new();

    /// <summary>What the mail server made of the test mail; null: none was sent now.</summary>
    public MailAnswer? Answer { get; private set; }

    /// <summary>The mails.</summary>
    public ResultPage<MailRow> Mails { get; private set; } = new([], "");

    private IMailGrain Grain => Grains.Mail(Tenant);

    /// <summary>A mail's purpose in words.</summary>
    public static string Words(MailPurpose purpose) => purpose switch
    {
        MailPurpose.Registration => "registration: the link",
        MailPurpose.AlreadyRegistered => "registration: known already",
        MailPurpose.Welcome => "new account",
        MailPurpose.WelcomePin => "new account, with its PIN",
        MailPurpose.Waiting => "new account, waits for approval",
        MailPurpose.ApprovalWanted => "approval wanted",
        MailPurpose.Approved => "account approved",
        MailPurpose.PasswordReset => "forgotten password: the link",
        MailPurpose.PasswordElsewhere => "forgotten password, not ours",
        MailPurpose.CredentialChanged => "login changed",
        MailPurpose.ProviderContractsReport => "report: provider contracts",
        MailPurpose.CustomerContractsReport => "report: customer contracts",
        MailPurpose.ContractHistoryReport => "report: contract history",
        MailPurpose.SecurityNotice => "notice: lock, recovery code",
        _ => "test",
    };

    /// <summary>Shows the settings.</summary>
    public async Task OnGetAsync()
    {
        View = await Grain.GetAsync(Aborted);
        Mails = await Grain.ListAsync(null, Paging, Actor, Aborted);
        TestFields = new FormState().Set("to", Session?.User.Email ?? "");
        Fields = Of(View.Settings ?? new MailSettings { Tenant = Tenant, Host = "", SenderAddress = "", SenderName = "Platen" });
    }

    /// <summary>Saves them.</summary>
    public async Task<IActionResult> OnPostSaveAsync()
    {
        await OnGetAsync();
        Form = Fields = FormState.Posted(Request);
        var command = Read(Form);
        if (Form.HasErrors)
        {
            return Page();
        }

        var result = await Grain.PutAsync(command, Actor, Aborted);
        return result.IsDone ? Done(Address, "saved") : Again(result);
    }

    /// <summary>Sends a test mail.</summary>
    public async Task<IActionResult> OnPostTestAsync()
    {
        await OnGetAsync();
        Form = TestFields = FormState.Posted(Request);
        var tested = await Grain.TestAsync(Form.Text("to"), Actor, Aborted);
        Answer = tested.Answer;
        return tested.Result.IsDone ? Page() : Again(tested.Result);
    }

    /// <summary>Has a parked mail tried again.</summary>
    public Task<IActionResult> OnPostRetryAsync() => ActAsync(mail => Grain.ReleaseAsync(mail, Actor, Aborted), "mail-released");

    /// <summary>Deletes a mail that is not sent.</summary>
    public Task<IActionResult> OnPostDiscardAsync() => ActAsync(mail => Grain.DiscardAsync(mail, Actor, Aborted), "removed");

    private async Task<IActionResult> ActAsync(Func<Guid, Task<CommandResult>> act, string note)
    {
        Form = FormState.Posted(Request);
        if (!Guid.TryParse(Form.Text("mail"), out var mail))
        {
            return NotFound();
        }

        var result = await act(mail);
        return result.IsDone ? Done(Address, note) : Again(result);
    }

    private static FormState Of(MailSettings row) => new FormState()
        .Set("host", row.Host).Set("port", row.Port == 0 ? "" : $"{row.Port}").Set("security", row.Security switch { MailSecurity.StartTls => "startTls", MailSecurity.None => "none", _ => "tls" }).Set("userName", row.UserName)
        .Set("senderAddress", row.SenderAddress).Set("senderName", row.SenderName).Set("certificateAuthorities", row.CertificateAuthorities).Set("enabled", row.Enabled ? "true" : "");

    private static PutMailSettings Read(FormState form) => new()
    {
        Enabled = form.Checked("enabled"),
        Host = form.Text("host"),
        Port = form.Number("port"),
        Security = form.Word<MailSecurity>("security"),
        CertificateAuthorities = form.Text("certificateAuthorities"),
        UserName = form.Text("userName"),
        Password = form.Value("password") is { Length: > 0 } password ? password : null,
        SenderAddress = form.Text("senderAddress"),
        SenderName = form.Text("senderName"),
    };
}
