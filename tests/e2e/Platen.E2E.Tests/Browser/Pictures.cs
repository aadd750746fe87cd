using Microsoft.Playwright;
using Platen.E2E.Tests.Running;

namespace Platen.E2E.Tests.Browser;

/// <summary>Takes the pictures of docs/images, when the environment variable PLATEN_PICTURES is 1.</summary>
internal static class Pictures
{
    private static readonly bool Wanted = Environment.GetEnvironmentVariable("PLATEN_PICTURES") == "1";

    public static async Task TakeAsync(IPage page, string name)
    {
        if (Wanted)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Repository.Root, "docs", "images", name + ".png"), Animations = ScreenshotAnimations.Disabled });
        }
    }
}
