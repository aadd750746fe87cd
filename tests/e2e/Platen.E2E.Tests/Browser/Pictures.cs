using Microsoft.Playwright;

namespace Platen.E2E.Tests.Browser;

/// <summary>Takes pictures of pages into the folder that the environment variable PLATEN_PICTURES names, if any.</summary>
internal static class Pictures
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("PLATEN_PICTURES");

    public static async Task TakeAsync(IPage page, string name)
    {
        if (!string.IsNullOrEmpty(Folder))
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, name + ".png"), Animations = ScreenshotAnimations.Disabled });
        }
    }
}
