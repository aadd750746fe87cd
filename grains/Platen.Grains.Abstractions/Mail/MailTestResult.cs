using Platen.Domain.Mail;

namespace Platen.Grains.Abstractions.Mail;

/// <summary>What became of a test mail.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.mail.mail-test-result")]
public sealed record MailTestResult
{
    /// <summary>Whether it was tried.</summary>
    [Id(0)]
    public required CommandResult Result { get; init; }

    /// <summary>What the mail server made of it; null: it was not tried.</summary>
    [Id(1)]
    public MailAnswer? Answer { get; init; }
}
