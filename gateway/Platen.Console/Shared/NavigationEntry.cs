namespace Platen.Console.Shared;

/// <summary>A link of the navigation.</summary>
/// <param name="Address">Where it leads.</param>
/// <param name="Text">What it says.</param>
/// <param name="Current">What <c>aria-current</c> says: the page that is shown, or the group that it is in. Null: neither.</param>
internal sealed record NavigationEntry(string Address, string Text, string? Current);
