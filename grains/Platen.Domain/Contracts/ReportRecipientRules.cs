using System.Collections.Immutable;
using Platen.Domain.Mail;

namespace Platen.Domain.Contracts;

/// <summary>What recipients of reports must be.</summary>
public static class ReportRecipientRules
{
    /// <summary>Most recipients of a tenant.</summary>
    public const int RecipientsMax = 100;

    /// <summary>Most characters of the words about whom to ask.</summary>
    public const int ContactMax = 200;

    /// <summary>Most bytes of a report that goes along with a mail.</summary>
    public const int BytesMax = 1024 * 1024;

    /// <summary>How long sendings are listed.</summary>
    public static readonly TimeSpan KeepSendings = TimeSpan.FromDays(400);

    /// <summary>How long the mail server may be away until a report is given up.</summary>
    public static readonly TimeSpan UsefulFor = TimeSpan.FromDays(7);

    /// <summary>What is wrong with a recipient by itself; empty: nothing.</summary>
    public static ImmutableArray<string> Check(ReportRecipient recipient)
    {
        var errors = ImmutableArray.CreateBuilder<string>();
        if (EmailAddress.Fault(recipient.Address) is { } fault)
        {
            errors.Add($"The recipient's address {fault}.");
        }

        if (recipient.Kinds.IsDefaultOrEmpty || recipient.Kinds.Distinct().Count() != recipient.Kinds.Length || recipient.Kinds.Any(kind => kind is not (ContractReportKind.ProviderContracts or ContractReportKind.CustomerContracts or ContractReportKind.ContractHistory)))
        {
            errors.Add("The reports are missing, named twice, or none that people outside get; give some of provider-contracts, customer-contracts and contract-history, each once.");
        }

        if (recipient.Interval is not (ReportInterval.Monthly or ReportInterval.Weekly or ReportInterval.OnChange))
        {
            errors.Add("The interval is missing; give monthly, weekly or on-change.");
        }

        if (!MailLanguages.Has(recipient.Language))
        {
            errors.Add($"The language '{recipient.Language}' is not there; give one of {string.Join(", ", MailLanguages.All.Select(language => language.Tag))}.");
        }

        ContractRules.Line(errors, "Whom to ask", recipient.Contact, ContactMax);
        if (recipient.Contact.Contains("://", StringComparison.Ordinal))
        {
            errors.Add("Whom to ask has a link; name a person or an address instead.");
        }

        return errors.ToImmutable();
    }
}
