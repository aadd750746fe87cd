using Platen.Domain.Jobs;

namespace Platen.Gateway.Api.Jobs;

/// <summary>A page count and what it rests on.</summary>
/// <param name="Pages">Pages of one copy; null: not known.</param>
/// <param name="Evidence">declared, parsed, rendered or device; null: there is no count.</param>
/// <param name="Reason">Why it is not known, or not better known; null: no more to say.</param>
internal sealed record PagesJson(int? Pages, PageEvidence? Evidence, string? Reason)
{
    public static PagesJson Of(PageCount count) =>
        new(count.Pages, count.Evidence == PageEvidence.Unspecified ? null : count.Evidence, count.Reason.Length == 0 ? null : count.Reason);
}
