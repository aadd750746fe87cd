using Platen.Domain.Roles;

namespace Platen.Gateway.Api.Roles;

/// <summary>A single right.</summary>
/// <param name="Right">Its word.</param>
/// <param name="Area">Where it belongs.</param>
/// <param name="Text">What it lets somebody do.</param>
/// <param name="BySite">Whether it can be narrowed to sites.</param>
/// <param name="ByGroup">Whether it can be narrowed to the members of groups.</param>
/// <param name="Implies">Rights that come with it.</param>
internal sealed record RightJson(string Right, string Area, string Text, bool BySite, bool ByGroup, IReadOnlyList<string> Implies)
{
    public static RightJson Of(RightInfo info) =>
        new(RightCatalog.Word(info.Right), info.Area, info.Text, info.Reach == RightReach.Sites, info.Reach == RightReach.Groups, [.. info.Implies.Select(RightCatalog.Word)]);
}
