using Orleans.Concurrency;
using Platen.Domain;
using Platen.Domain.Jobs;
using Platen.Domain.Mail;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Mail;
using Platen.Grains.Records;

namespace Platen.Grains.Mail;

/// <inheritdoc cref="IMailGrain"/>
[StatelessWorker]
internal sealed class MailGrain(IRecordStore store, IMailOutbox outbox, IMailSender sender, IMasterKey master, ITries tries, TimeProvider time) : Grain, IMailGrain
{
    private const string Subject = "mail-server";
    private const int TestsPerHour = 60;
    private static readonly TimeSpan TestWindow = TimeSpan.FromHours(1);

    private TenantId Tenant => GrainKeys.ParseTenant(this.GetPrimaryKeyString());

    public async Task<MailView> GetAsync(CancellationToken cancellationToken)
    {
        var row = await store.FindMailSettingsAsync(Tenant, cancellationToken);
        return new MailView
        {
            Settings = row is null ? null : row with { SealedPassword = [] },
            HasPassword = row is { SealedPassword.IsEmpty: false },
            Default = sender.Default,
            Counts = await outbox.CountAsync(Tenant, cancellationToken),
        };
    }

    public async Task<CommandResult> PutAsync(PutMailSettings command, Actor actor, CancellationToken cancellationToken)
    {
        if (!Rights.HasEverywhere(actor, Right.MailSettings))
        {
            return Refusals.Needs(Right.MailSettings);
        }

        var row = await store.FindMailSettingsAsync(Tenant, cancellationToken);
        var next = ToRow(row, command);
        if (PasswordFault(row, next, command.Password) is { } fault)
        {
            return CommandResult.Not(CommandCode.Invalid, [fault, .. MailSettingsRules.Check(next with { SealedPassword = [0] })]);
        }

        next = WithPassword(next, command.Password);
        var errors = MailSettingsRules.Check(next);
        if (errors.Length > 0)
        {
            return CommandResult.Not(CommandCode.Invalid, errors);
        }

        var audit = ConsoleCommit.Audit(
            actor, time.GetUtcNow(), row is null ? "mail-server.created" : "mail-server.updated", Subject,
            details: [("password-given", command.Password is null ? "as it was" : "given"), .. RecordDiff.Of(row ?? next with { Host = "", UserName = "", SenderAddress = "" }, next)]);
        var written = await store.CommitAsync(ConsoleCommit.Of(Tenant, [new MailSettingsChange(next with { Version = next.Version + 1 }) { ExpectedVersion = next.Version }], audit), cancellationToken);
        if (written.Code != CommitCode.Committed)
        {
            return CommandResult.Not(CommandCode.Contended, "Somebody else changed the settings at the same time; try again.");
        }

        await outbox.HurryAsync(Tenant, cancellationToken);
        return CommandResult.Done;
    }

    public async Task<MailTestResult> TestAsync(string to, Actor actor, CancellationToken cancellationToken)
    {
        if (!Rights.HasEverywhere(actor, Right.MailSettings))
        {
            return new MailTestResult { Result = Refusals.Needs(Right.MailSettings) };
        }

        if (EmailAddress.Fault(to) is { } fault)
        {
            return new MailTestResult { Result = CommandResult.Not(CommandCode.Invalid, $"The address {fault}.") };
        }

        if (await tries.CountAsync(Tenant, "mail-test", TestWindow, cancellationToken) > TestsPerHour)
        {
            return new MailTestResult { Result = CommandResult.Not(CommandCode.Refused, $"There were {TestsPerHour} test mails within an hour; wait.") };
        }

        var now = time.GetUtcNow();
        var tenant = await store.FindTenantAsync(Tenant, cancellationToken);
        var content = MailTexts.Write(MailPurpose.Test, MailLanguages.Of(tenant?.Language ?? ""), to, ("company", tenant?.Name ?? Tenant.Value));
        var answer = await sender.SendAsync(Tenant, Guid.CreateVersion7(now), now, content, cancellationToken);
        // whom it went to stays out: it may be somebody's address
        var audit = ConsoleCommit.Audit(actor, now, "mail-server.tested", Subject, success: answer.Code == MailAnswerCode.Sent, ("answer", FactBounds.Text(answer.Text, MailLimits.ReasonMax)));
        await store.CommitAsync(ConsoleCommit.Of(Tenant, [], audit), cancellationToken);
        return new MailTestResult { Result = CommandResult.Done, Answer = answer };
    }

    public async Task<ResultPage<MailRow>> ListAsync(MailState? state, PageRequest page, Actor actor, CancellationToken cancellationToken) =>
        Rights.HasEverywhere(actor, Right.MailSettings) ? await outbox.ListAsync(Tenant, state, page, cancellationToken) : new ResultPage<MailRow>([], "");

    public Task<CommandResult> ReleaseAsync(Guid mail, Actor actor, CancellationToken cancellationToken) =>
        ActAsync(mail, actor, "mail.released", outbox.ReleaseAsync, "parked mail that is still of use", cancellationToken);

    public Task<CommandResult> DiscardAsync(Guid mail, Actor actor, CancellationToken cancellationToken) =>
        ActAsync(mail, actor, "mail.discarded", outbox.DiscardAsync, "mail that waits or is parked", cancellationToken);

    private async Task<CommandResult> ActAsync(Guid mail, Actor actor, string action, Func<TenantId, Guid, CancellationToken, Task<bool>> act, string what, CancellationToken cancellationToken)
    {
        if (!Rights.HasEverywhere(actor, Right.MailSettings))
        {
            return Refusals.Needs(Right.MailSettings);
        }

        if (!await act(Tenant, mail, cancellationToken))
        {
            return Refusals.NotFound(what);
        }

        await store.CommitAsync(ConsoleCommit.Of(Tenant, [], ConsoleCommit.Audit(actor, time.GetUtcNow(), action, $"mail:{mail:D}")), cancellationToken);
        return CommandResult.Done;
    }

    private MailSettings ToRow(MailSettings? row, PutMailSettings command) => new()
    {
        Tenant = Tenant,
        Enabled = command.Enabled,
        Host = command.Host.Trim(),
        Port = command.Port,
        Security = command.Security,
        CertificateAuthorities = command.CertificateAuthorities.Trim(),
        UserName = command.UserName.Trim(),
        SealedPassword = row?.SealedPassword ?? [],
        SenderAddress = command.SenderAddress.Trim(),
        SenderName = command.SenderName.Trim(),
        Version = row?.Version ?? 0,
    };

    // a stored password is for the server that it was given for; whoever may change the host shall not learn it by naming an own one
    private static string? PasswordFault(MailSettings? row, MailSettings next, string? password)
    {
        if (password is { Length: > SealedSecret.LengthMax })
        {
            return $"The password has {password.Length} characters; {SealedSecret.LengthMax} at most are allowed.";
        }

        return password is null && row is { SealedPassword.IsEmpty: false } && next.UserName.Length > 0 && (row.PasswordContext != next.PasswordContext || row.CertificateAuthorities != next.CertificateAuthorities)
            ? "The password was given for another host, port, protection, certificate authority or user name; give it again."
            : null;
    }

    private MailSettings WithPassword(MailSettings next, string? password)
    {
        if (next.UserName.Length == 0)
        {
            return next with { SealedPassword = [] };
        }

        return password is null ? next : next with { SealedPassword = password.Length == 0 ? [] : SealedSecret.Seal(master.Key.AsSpan(), Tenant, next.PasswordContext, password) };
    }
}
