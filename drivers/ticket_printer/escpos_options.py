"""The `options` table of an ESC/POS printer in the machine file."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

PAGE_NUMBERS = {"CP866": 17, "CP1251": 46}  # Epson and most others; cheap printers differ: see their self-test


class EscPosOptions(BaseModel):
    """Everything that differs between printers that all say they speak ESC/POS."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code_page: Literal["CP866", "CP1251"] = "CP866"
    code_page_number: Annotated[int | None, Field(ge=0, le=255, description="n of ESC t; by default 17 or 46")] = None
    dots: Annotated[int | None, Field(ge=200, le=1000, description="printable width; by default 384 or 576")] = None
    font: str = Field("", description="TrueType file for the number and for letters the page lacks; empty = none")
    number: Literal["auto", "raster", "text"] = Field(
        "auto", description="how the big number is sent; auto draws it, except on a slow serial line"
    )
    cut: Literal["partial", "full", "none"] = "partial"
    cut_feed: Annotated[int, Field(ge=0, le=255, description="dots fed beyond the knife")] = 0
    automatic_status: bool = Field(True, description="ask the printer to report changes unasked (GS a)")
    confirm: bool = Field(True, description="ask after every ticket whether it was printed (GS r)")
    confirm_seconds: Annotated[float, Field(gt=0, le=60)] = 6.0

    @property
    def page_number(self) -> int:
        """n of `ESC t n`."""
        return PAGE_NUMBERS[self.code_page] if self.code_page_number is None else self.code_page_number

    @property
    def font_file(self) -> Path | None:
        """The font, or None."""
        return Path(self.font) if self.font else None
