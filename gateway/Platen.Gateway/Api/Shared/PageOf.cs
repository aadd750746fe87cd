using Platen.Domain.Ports;

namespace Platen.Gateway.Api.Shared;

/// <summary>A page of a list.</summary>
/// <param name="Items">The rows.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null: this is the last one.</param>
internal sealed record PageOf<T>(IReadOnlyList<T> Items, string? Next)
{
    public static PageOf<T> From<TRow>(ResultPage<TRow> page, Func<TRow, T> toJson) => new([.. page.Items.Select(toJson)], page.Next.Length == 0 ? null : page.Next);
}
