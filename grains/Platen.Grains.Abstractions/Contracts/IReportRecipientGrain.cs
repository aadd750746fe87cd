using System.Collections.Immutable;
using Platen.Domain.Contracts;
using Platen.Domain.Ports;
using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Contracts;

/// <summary>Who outside of the system gets reports of contracts, and what was sent (AZ11). Stateless. Key: <see cref="GrainKeys.Tenant"/>.</summary>
[Alias("platen.contracts.report-recipient-grain")]
public interface IReportRecipientGrain : IGrainWithStringKey
{
    /// <summary>All recipients; none when the actor may not change contracts.</summary>
    [Alias("list")]
    [AnySilo]
    Task<ImmutableArray<RecipientView>> ListAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>Records a recipient, or changes one.</summary>
    [Alias("put")]
    [AnySilo]
    Task<PutRecipientResult> PutAsync(PutRecipient command, Actor actor, CancellationToken cancellationToken);

    /// <summary>Deletes a recipient with its address.</summary>
    [Alias("remove")]
    [AnySilo]
    Task<CommandResult> RemoveAsync(RecipientId recipient, Actor actor, CancellationToken cancellationToken);

    /// <summary>What was sent, newest first; nothing when the actor may not change contracts.</summary>
    [Alias("list-sendings")]
    [AnySilo]
    Task<ResultPage<ReportSending>> ListSendingsAsync(PageRequest page, Actor actor, CancellationToken cancellationToken);

    /// <summary>Whether mails can be sent at all.</summary>
    [Alias("is-mail-set")]
    [AnySilo]
    Task<bool> IsMailSetAsync(CancellationToken cancellationToken);

    /// <summary>Puts what is due into the outbox, and says how many mails that were; called again and again by the server itself, by any number of servers.</summary>
    [Alias("tick")]
    [AnySilo]
    Task<int> TickAsync(CancellationToken cancellationToken);
}
