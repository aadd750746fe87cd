namespace Platen.Console.OpenId;

/// <summary>Where to go after a login: a page of ours, never another site's.</summary>
internal static class ReturnAddress
{
    private const int LengthMax = 2_048;

    public static string Of(string to) => to.Length is > 1 and <= LengthMax && to[0] == '/' && to[1] is not ('/' or '\\') && !to.Any(char.IsControl) ? to : "/";
}
