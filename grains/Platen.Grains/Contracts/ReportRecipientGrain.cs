using System.Collections.Immutable;
using Orleans.Concurrency;
using Platen.Domain.Contracts;
using Platen.Domain.Mail;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Contracts;
using Platen.Grains.Records;

namespace Platen.Grains.Contracts;

/// <inheritdoc cref="IReportRecipientGrain"/>
[StatelessWorker]
internal sealed class ReportRecipientGrain(IRecordStore store, IContractRecords contracts, IReportRecipients recipients, IMailSender sender, ReportPost post, TimeProvider time) : Grain, IReportRecipientGrain
{
    private const int PageMax = 500;

    private TenantId Tenant => GrainKeys.ParseTenant(this.GetPrimaryKeyString());

    public async Task<ImmutableArray<RecipientView>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!May(actor))
        {
            return [];
        }

        var views = ImmutableArray.CreateBuilder<RecipientView>();
        foreach (var recipient in await recipients.AllAsync(Tenant, cancellationToken))
        {
            views.Add(new RecipientView { Recipient = recipient, IsUser = await IsUserAsync(recipient.Address, actor, cancellationToken) });
        }

        return views.ToImmutable();
    }

    public async Task<PutRecipientResult> PutAsync(PutRecipient command, Actor actor, CancellationToken cancellationToken)
    {
        if (!May(actor))
        {
            return Not(Refusals.Needs(Right.EditContracts));
        }

        var all = await recipients.AllAsync(Tenant, cancellationToken);
        var row = command.Recipient is { } id ? all.FirstOrDefault(recipient => recipient.Id == id) : null;
        if (WhyNot(all, row, command) is { } refusal)
        {
            return Not(refusal);
        }

        var next = await NextAsync(row, command, cancellationToken);
        var errors = ReportRecipientRules.Check(next);
        if (errors.Length > 0)
        {
            return Not(CommandResult.Not(CommandCode.Invalid, errors));
        }

        var audit = Audit(actor, row is null ? "report-recipient.created" : "report-recipient.updated", next);
        var written = await store.CommitAsync(ConsoleCommit.Of(Tenant, [new ReportRecipientChange(next with { Version = next.Version + 1 }) { ExpectedVersion = next.Version }], audit), cancellationToken);
        return written.Code == CommitCode.Committed
            ? new PutRecipientResult { Result = CommandResult.Done, Recipient = next.Id, IsUser = await IsUserAsync(next.Address, actor, cancellationToken) }
            : Not(Contended);
    }

    public async Task<CommandResult> RemoveAsync(RecipientId recipient, Actor actor, CancellationToken cancellationToken)
    {
        if (!May(actor))
        {
            return Refusals.Needs(Right.EditContracts);
        }

        if ((await recipients.AllAsync(Tenant, cancellationToken)).FirstOrDefault(known => known.Id == recipient) is not { } row)
        {
            return Refusals.NotFound("such recipient");
        }

        var change = new ReportRecipientChange(row with { Version = row.Version + 1 }, Removed: true) { ExpectedVersion = row.Version };
        var written = await store.CommitAsync(ConsoleCommit.Of(Tenant, [change], Audit(actor, "report-recipient.removed", row)), cancellationToken);
        return written.Code == CommitCode.Committed ? CommandResult.Done : Contended;
    }

    public async Task<ResultPage<ReportSending>> ListSendingsAsync(PageRequest page, Actor actor, CancellationToken cancellationToken) =>
        May(actor) ? await recipients.ListAsync(Tenant, page with { Limit = Math.Clamp(page.Limit, 1, PageMax) }, cancellationToken) : new ResultPage<ReportSending>([], "");

    public Task<bool> IsMailSetAsync(CancellationToken cancellationToken) => sender.IsSetAsync(Tenant, cancellationToken);

    public Task<int> TickAsync(CancellationToken cancellationToken) => post.SendDueAsync(Tenant, cancellationToken);

    private static CommandResult Contended => CommandResult.Not(CommandCode.Contended, "Somebody else changed the recipients at the same time; look at them and try again.");

    private static bool May(Actor actor) => Rights.HasEverywhere(actor, Right.EditContracts);

    private static PutRecipientResult Not(CommandResult result) => new() { Result = result };

    private static CommandResult? WhyNot(ImmutableArray<ReportRecipient> all, ReportRecipient? row, PutRecipient command)
    {
        if (row is null && command.Recipient is not null)
        {
            return Refusals.NotFound("such recipient");
        }

        if (command.Version is { } version && version != (row?.Version ?? 0))
        {
            return Contended;
        }

        if (all.Any(other => other.Id != command.Recipient && EmailAddress.Key(other.Address) == EmailAddress.Key(command.Address)))
        {
            return CommandResult.Not(CommandCode.NotUnique, "The address is there already; change that recipient.");
        }

        return row is null && all.Length >= ReportRecipientRules.RecipientsMax
            ? CommandResult.Not(CommandCode.Refused, $"There are {ReportRecipientRules.RecipientsMax} recipients already; remove one, or send to a mailing list.")
            : null;
    }

    private async Task<ReportRecipient> NextAsync(ReportRecipient? row, PutRecipient command, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var before = row ?? new ReportRecipient
        {
            Tenant = Tenant, Id = RecipientId.New(time), Address = "", Kinds = [], Interval = command.Interval, Contact = "", Since = now,
            SinceChange = (await contracts.MarkAsync(Tenant, 0, cancellationToken)).Last,
        };
        var isSame = row is not null && row.Interval == command.Interval && row.Active == command.Active && row.Kinds.Order().SequenceEqual(command.Kinds.Order());
        return before with
        {
            Address = command.Address.Trim(),
            Kinds = [.. command.Kinds.Order()],
            Interval = command.Interval,
            Language = command.Language,
            Contact = command.Contact.Trim(),
            Active = command.Active,
            // with another report or another interval it begins anew, and gets nothing for what is over
            Since = isSame ? before.Since : now,
        };
    }

    // whether an address is a user's is told to those who may see users: else addresses could be tried
    private async Task<bool?> IsUserAsync(string address, Actor actor, CancellationToken cancellationToken) =>
        Rights.HasEverywhere(actor, Right.ReadUsers) ? !(await store.FindUsersByEmailAsync(Tenant, EmailAddress.Key(address), cancellationToken)).IsEmpty : null;

    // of the address only what is behind the at sign: the log is never erased, and the person outside has no part in it
    private Domain.Audit.AuditEntry Audit(Actor actor, string action, ReportRecipient recipient) => ConsoleCommit.Audit(
        actor, time.GetUtcNow(), action, $"report-recipient:{recipient.Id}",
        details:
        [
            ("mail-domain", EmailAddress.Domain(recipient.Address)), ("reports", string.Join(' ', recipient.Kinds.Select(ContractReports.Word))), ("interval", recipient.Interval.ToString()),
            ("active", recipient.Active ? "yes" : "no"), ("language", recipient.Language),
        ]);
}
