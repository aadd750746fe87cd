using System.Collections.Immutable;
using Platen.Domain.Contracts;
using Platen.Domain.Mail;

namespace Platen.Grains.Abstractions.Contracts;

/// <summary>Records a recipient of reports, or changes one.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.contracts.put-recipient")]
public sealed record PutRecipient
{
    /// <summary>Which one; null: a new one.</summary>
    [Id(0)]
    public RecipientId? Recipient { get; init; }

    /// <summary>The mail address.</summary>
    [Id(1)]
    public required string Address { get; init; }

    /// <summary>The reports that it gets.</summary>
    [Id(2)]
    public required ImmutableArray<ContractReportKind> Kinds { get; init; }

    /// <summary>When.</summary>
    [Id(3)]
    public required ReportInterval Interval { get; init; }

    /// <summary>The language of its mails.</summary>
    [Id(4)]
    public string Language { get; init; } = MailLanguages.Usual;

    /// <summary>Whom the mails name to be asked when no more are wanted.</summary>
    [Id(5)]
    public required string Contact { get; init; }

    /// <summary>False: nothing is sent.</summary>
    [Id(6)]
    public bool Active { get; init; } = true;

    /// <summary>The version that was read before; null: whatever it is.</summary>
    [Id(7)]
    public long? Version { get; init; }
}
