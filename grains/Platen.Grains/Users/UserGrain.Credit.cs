using System.Collections.Immutable;
using Platen.Domain.Accounting;
using Platen.Domain.Ports;
using Platen.Domain.Replication;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Accounting;
using Platen.Grains.Records;

namespace Platen.Grains.Users;

/// <summary>Recharges and corrections of the user's credit (AC02, AZ03). Debits come with the ledger's entries, in the database.</summary>
internal sealed partial class UserGrain
{
    // The number of the last entry is the compare-and-swap: another booking or a print that comes between makes this decide again over the new balance, so the audit row never tells a balance that was not.
    public async Task<BookCreditResult> BookCreditAsync(BookCredit command, Actor actor, CancellationToken cancellationToken)
    {
        for (var decision = 0; decision < DecisionsMax; decision++)
        {
            // from the record each time: groups, rights and settings may have changed
            var user = await FindAsync(cancellationToken);
            if (WhyNotBook(user, actor) is { } forbidden)
            {
                return Not(forbidden);
            }

            if (await Store.FindTenantAsync(Tenant, cancellationToken) is not { } tenant)
            {
                return Not(Refusals.NotFound($"tenant '{Tenant}'"));
            }

            // the balance first, the key then: a booking with the same key that comes between moves the balance, and is met there
            var head = await credit.HeadAsync(Tenant, Id, tenant.Currency, cancellationToken);
            if (await credit.FindByKeyAsync(Tenant, Id, command.Key, cancellationToken) is { } before)
            {
                return Repeated(before, command, actor);
            }

            if (WhyNotNow(tenant, user!, head, command) is { } refusal)
            {
                return Not(refusal);
            }

            var entry = Entry(command, head, actor);
            if ((await CommitAsync(Commit(entry, head, actor), cancellationToken)).Code == CommitCode.Committed)
            {
                return new BookCreditResult { Result = CommandResult.Done, Entry = entry };
            }
        }

        return Not(CommandResult.Not(CommandCode.Contended, "The credit was changed by others again and again at the same time; try again."));
    }

    private static BookCreditResult Not(CommandResult result) => new() { Result = result };

    private static BookCreditResult Repeated(CreditEntry before, BookCredit command, Actor actor) =>
        before.Kind == command.Kind && before.AmountE4 == command.AmountE4 && before.Reason == command.Reason.Trim() && before.By == actor.AuditName
            ? new BookCreditResult { Result = CommandResult.Done, Entry = before }
            : Not(CommandResult.Not(CommandCode.Refused, "The idempotency key was used for another booking of this user's credit; give a new one."));

    // nobody pays in for oneself: only an administrator, who could give the right to anybody anyway
    private CommandResult? WhyNotBook(User? user, Actor actor) =>
        !(user is null ? Rights.HasEverywhere(actor, Right.RechargeCredit) : Rights.HasOver(actor, Right.RechargeCredit, user)) ? Refusals.Needs(Right.RechargeCredit)
        : user is null ? Refusals.NotFound($"user '{Id}'")
        : Rights.Is(actor, Id) && !Rights.MayAdminister(actor) ? CommandResult.Not(CommandCode.Forbidden, "Nobody books the own credit; ask somebody else who may, or an administrator.")
        : null;

    private static CommandResult? WhyNotNow(Tenant tenant, User user, CreditHead head, BookCredit command)
    {
        if (!tenant.Credit.Enabled)
        {
            return CommandResult.Not(CommandCode.Refused, "Credit accounts are off; who may change the company's settings can switch them on.");
        }

        var errors = CreditRules.Check(command.Kind, command.AmountE4, command.Reason, command.Key, tenant.Credit);
        if (errors.Length > 0)
        {
            return CommandResult.Not(CommandCode.Invalid, errors);
        }

        var isOpen = tenant.Credit.Includes(user);
        if (command.Kind == CreditEntryKind.Recharge && !(isOpen && user.Active))
        {
            return CommandResult.Not(CommandCode.Refused, user.Active
                ? "The user has no credit account: the settings name the groups whose members have one."
                : "The user is shut out; what is in the account can be put right by a correction.");
        }

        if (!isOpen && head.Position == 0)
        {
            return CommandResult.Not(CommandCode.Refused, "The user has no credit account, and never had one.");
        }

        return Math.Abs(head.BalanceE4 + command.AmountE4) > CreditRules.BalanceMaxE4
            ? CommandResult.Not(CommandCode.Refused, $"The balance would be beyond {Money.Format(CreditRules.BalanceMaxE4)}; look whether the amount is right.")
            : null;
    }

    private CreditEntry Entry(BookCredit command, CreditHead head, Actor actor) => new()
    {
        Tenant = Tenant,
        User = Id,
        Currency = head.Currency,
        Position = head.Position + 1,
        Id = Guid.CreateVersion7(Now),
        At = InMicroseconds(Now),
        Kind = command.Kind,
        AmountE4 = command.AmountE4,
        BalanceE4 = head.BalanceE4 + command.AmountE4,
        Key = command.Key,
        By = actor.AuditName,
        Reason = command.Reason.Trim(),
    };

    // as the record keeps it, so that the answer to a repetition is the first one's to the letter
    private static DateTimeOffset InMicroseconds(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));

    private Commit Commit(CreditEntry entry, CreditHead head, Actor actor)
    {
        ImmutableArray<(string, string)> details =
        [
            ("amount", Money.Format(entry.AmountE4)), ("balance.before", Money.Format(head.BalanceE4)), ("balance.after", Money.Format(entry.BalanceE4)), ("currency", entry.Currency), ("entry", entry.Id.ToString("D")), ("reason", entry.Reason),
        ];
        var audit = ConsoleCommit.Audit(actor, entry.At, entry.Kind == CreditEntryKind.Recharge ? "credit.recharged" : "credit.corrected", Subject, details: details);
        return ConsoleCommit.Of(Tenant, [new CreditBooked(entry) { ExpectedVersion = head.Position }], audit, new FeedEntry(FeedTopic.Credit, Id.ToString(), null));
    }
}
