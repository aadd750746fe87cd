using Platen.Domain.Users;

namespace Platen.Console.Pages.Users;

/// <summary>What became of one of several users.</summary>
/// <param name="User">Who.</param>
/// <param name="Messages">Why nothing was done; empty: it was done.</param>
/// <param name="Secret">A new PIN or initial password, shown in this one answer and never again.</param>
public sealed record BulkOutcome(User User, string Messages, string? Secret)
{
    /// <summary>Without the secret.</summary>
    public override string ToString() => $"{User.Id}: {Messages}";
}
