using Microsoft.Playwright;

namespace Platen.E2E.Tests.Browser;

/// <summary>Takes pictures of pages into the folder that the environment variable PLATEN_PICTURES names, if any.</summary>
internal static class Pictures
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("PLATEN_PICTURES");

    /// <summary>Takes one.</summary>
    /// <param name="page">Of this page.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="whole">What is below the window too.</param>
    public static async Task TakeAsync(IPage page, string name, bool whole = false)
    {
        if (!string.IsNullOrEmpty(Folder))
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, name + ".png"), Animations = ScreenshotAnimations.Disabled, FullPage = whole });
        }
    }
}
